/** The phrases tool under a name of its own, for the test that runs it. */
import '../../../dev/phrases/main';
