/** Starts a built app in a process of its own, as the language worker does, and gives what it tells of itself. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';
import type { ProbeReport, ProbeTask } from '../../dev/package/appProbe';
import { bundleScript } from './bundleScript';

/** How the process ended: with a report, or with what it wrote to stderr. */
export interface ProbeEnd {
  report?: ProbeReport;
  exitCode: number | null;
  errors: string;
}

/** Loads the app in an environment that holds these settings and nothing else. */
export async function probeApp(task: ProbeTask, settings: Record<string, string>): Promise<ProbeEnd> {
  const script = bundleScript(join(findProjectRoot(), 'dev/package/appProbe.ts'));
  const child = fork(script, [JSON.stringify(task)], {
    env: { PATH: process.env.PATH, ...settings },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let report: ProbeReport | undefined;
  child.on('message', (message) => {
    report = message as ProbeReport;
  });
  const errors = child.stderr ? text(child.stderr) : Promise.resolve('');
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  return { exitCode, errors: await errors, ...(report ? { report } : {}) };
}
