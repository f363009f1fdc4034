/** From a fresh process to the first answer: the package as it is deployed, against the same packages loaded one by one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startConnectorServer } from '../chat/connector/connectorServer';
import { MAX_PACKAGE_BYTES } from '../package/packageApp';
import { zipFolder } from '../package/zipFolder';
import { startStorage } from '../storage/storage';
import { type BuiltApps, buildApps, removeApps } from './coldStartApps';
import { coldStart, type ColdStartStage } from './coldStartRun';
import { median, ms, type Row, times } from './figures';

const ROUNDS = 11;
const TURNS = 1000;
const MAX_PEAK_MB = 250;

interface Times {
  registered: number[];
  answered: number[];
}

/** Starts each variant in alternating rounds, so that the machine's moods meet all alike. The first round only warms the disk. */
export async function coldStartFigures(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'recado-cold-start-'));
  const apps = await buildApps(folder);
  const storage = await startStorage({ folder: join(folder, 'storage') });
  const connector = await startConnectorServer({ keepCalls: 10 });
  const stage = { script: apps.probe, storage: storage.connectionString, serviceUrl: connector.serviceUrl };
  try {
    const timed = await timeRounds(stage, apps, join(folder, 'compile-cache'));
    const { peakBytes } = await coldStart(stage, { entry: apps.bundle, turns: TURNS });
    const zipBytes = zipFolder(apps.packageFolder, join(folder, 'recado.zip'));
    return [...timeRows(timed), ...sizeRows(zipBytes, peakBytes)];
  } finally {
    await Promise.all([connector.stop(), storage.stop()]);
    removeApps();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Variant = 'eager' | 'unbundled' | 'bundle' | 'cached';

async function timeRounds(
  stage: ColdStartStage,
  apps: BuiltApps,
  compileCache: string,
): Promise<Record<Variant, Times>> {
  const tasks = {
    eager: { entry: apps.eager },
    unbundled: { entry: apps.unbundled },
    bundle: { entry: apps.bundle },
    cached: { entry: apps.bundle, compileCache },
  };
  const empty = (): Times => ({ registered: [], answered: [] });
  const timed = { eager: empty(), unbundled: empty(), bundle: empty(), cached: empty() };
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const variant of Object.keys(tasks) as Variant[]) {
      const report = await coldStart(stage, { ...tasks[variant], turns: 1 });
      if (round === 0) continue;
      timed[variant].registered.push(report.registeredAfterMs);
      timed[variant].answered.push(report.answeredAfterMs ?? NaN);
    }
  }
  return timed;
}

function timeRows({ eager, unbundled, bundle, cached }: Record<Variant, Times>): Row[] {
  const row = (figure: string, { registered, answered }: Times): Row => ({
    figure: `${figure}: first answer (functions registered)`,
    value: `${ms(median(answered))} (${ms(median(registered))})`,
  });
  const ratio = median(bundle.answered) / median(eager.answered);
  return [
    row('all packages, eagerly, unbundled', eager),
    row('unbundled, each package when it is needed', unbundled),
    row(`the package, median of ${ROUNDS}`, bundle),
    { figure: 'the package ÷ eager and unbundled', value: times(ratio), bound: '≤ 0.6×' },
    row("the package, with Node's compile cache warm", cached),
  ];
}

function sizeRows(zipBytes: number, peakBytes: number): Row[] {
  const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return [
    { figure: 'the package, zipped', value: megabytes(zipBytes), bound: `≤ ${megabytes(MAX_PACKAGE_BYTES)}` },
    {
      figure: `peak memory of the worker after ${TURNS} turns`,
      value: megabytes(peakBytes),
      bound: `≤ ${MAX_PEAK_MB} MB`,
    },
  ];
}
