// The embedded host as a process: `node dist/dev/host.js --app <folder> --port <n> --data <folder> [--enforce-keys] [--clock-offset <ms>]`.
import { installMovableDate } from '../clock/movableDate';

// Before anything else is loaded, so that nothing keeps a reference to the Date that does not move.
const clock = installMovableDate();
void import('./hostProcess').then(({ runHostProcess }) => runHostProcess(clock, process.argv.slice(2)));
