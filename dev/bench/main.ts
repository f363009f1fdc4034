/** `npm run bench [-- part …]`: runs the benchmarks that are named, or all of them, and prints their figures. */
import { answersChaosFigures } from './answersChaos';
import { answersFigures } from './answersBench';
import { chaosFigures } from './chaos/chaosFigures';
import { coldStartFigures } from './coldStart';
import { fuzzFigures } from '../fuzz/fuzzFigures';
import { isolationFigures } from '../fuzz/isolation/isolationFigures';
import { table, type Row } from './figures';
import { deliveryFigures } from './delivery/deliveryFigures';
import { enduranceFigures } from './delivery/enduranceFigures';
import { inFlightFigures } from './delivery/inFlightFigures';
import { latenessFigures } from './delivery/latenessFigures';
import { operationFigures } from './delivery/operationFigures';
import { simulateFigures } from './delivery/simulate';
import { dialogFigures } from './dialogBench';
import { dueFigures } from './dueBench';
import { durableFigures } from './durableBench';
import { interleavingFigures } from './interleavings/interleavingFigures';
import { installFigures } from './installations/installFigures';
import { acceptFigures } from './notifications/acceptFigures';
import { notificationFigures } from './notifications/notificationFigures';
import { phrasesFigures } from './phrasesBench';
import { startFigures } from './startBench';
import { turnFigures } from './turnBench';
import { watchFigures } from './watches/watchFigures';

const PARTS: Record<string, { title: string; run(): Promise<Row[]> }> = {
  turn: { title: 'A message turn', run: turnFigures },
  due: { title: '500 reminders due in the same second', run: dueFigures },
  delivery: { title: 'Delivery', run: deliveryFigures },
  lateness: { title: 'Lateness', run: latenessFigures },
  endurance: { title: 'What delivery loses and doubles', run: enduranceFigures },
  operations: { title: 'Storage operations of delivery', run: operationFigures },
  phrases: { title: 'Reading phrases', run: phrasesFigures },
  answers: { title: 'Asking a question', run: answersFigures },
  dialog: { title: 'A turn inside a dialog', run: dialogFigures },
  durable: { title: 'Durable Functions in the embedded host', run: () => durableFigures() },
  notifications: { title: 'Accepting a notification', run: acceptFigures },
  cold: { title: 'Cold start', run: coldStartFigures },
  start: { title: 'Starting', run: startFigures },
};

/** These run only when they are named, alone, and take options. */
const ON_DEMAND: Record<string, { title: string; run(args: readonly string[]): Promise<Row[]> }> = {
  chaos: { title: 'Kills under load', run: chaosFigures },
  'in-flight': { title: 'What a kill would double', run: inFlightFigures },
  'answers-chaos': { title: 'Answers under kills', run: answersChaosFigures },
  fuzz: { title: 'Malformed input', run: fuzzFigures },
  isolation: { title: 'Between tenants', run: isolationFigures },
  installations: { title: 'Installing the app for many', run: installFigures },
  watches: { title: 'Watches', run: watchFigures },
  interleavings: { title: 'Person, deliveries and ends of processes in any order', run: interleavingFigures },
  'fan-out': { title: 'Notifications to many', run: notificationFigures },
  simulate: { title: '1,000,000 reminders due at 09:00', run: simulateFigures },
};

async function main(names: readonly string[]): Promise<void> {
  const [first = '', ...options] = names;
  const alone = ON_DEMAND[first];
  if (alone) return console.log(table(alone.title, await alone.run(options)));
  const unknown = names.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Error(
      `No such part: ${unknown.join(', ')}. There are: ${Object.keys({ ...PARTS, ...ON_DEMAND }).join(', ')}.`,
    );
  for (const [name, { title, run }] of Object.entries(PARTS)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(table(title, await run()));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
