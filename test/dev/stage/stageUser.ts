/** A process to be killed: starts a stage and prints where it is. */
import { startStage } from '../../../dev/stage/stage';

void startStage({ appRoot: process.argv[2] }).then(({ folder, hostUrl }) => {
  process.stdout.write(`${JSON.stringify({ folder, hostUrl })}\n`);
  // Lives on until it is killed, as a test run would.
  setInterval(() => undefined, 1000);
});
