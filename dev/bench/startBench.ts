/** From `npm start` to healthy, as a newcomer waits for it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProjectRoot } from '../projectRoot';
import { findFreePort } from '../start/ports';
import { median, ms, type Row } from './figures';

const STARTS = 3;

/** The time of a few starts with the project's own command, data kept between them. */
export async function startFigures(): Promise<Row[]> {
  const samples: number[] = [];
  for (let round = 0; round < STARTS; round += 1) samples.push(await timeStart());
  return [
    {
      figure: `npm start to healthy: median of ${STARTS} (slowest)`,
      value: `${ms(median(samples))} (${ms(Math.max(...samples))})`,
      bound: '≤ 10 s',
    },
  ];
}

async function timeStart(): Promise<number> {
  const port = await findFreePort();
  const began = performance.now();
  const child = spawn(
    'npm',
    [
      'start',
      '--',
      '--embedded',
      '--port',
      `${port}`,
      '--chat-port',
      '0',
      '--feed-port',
      '0',
      '--storage-port',
      '0',
    ],
    { cwd: findProjectRoot(), detached: true, stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  try {
    while (!(await isHealthy(port))) await sleep(50);
    return performance.now() - began;
  } finally {
    if (child.pid) process.kill(-child.pid, 'SIGTERM');
    await ended;
  }
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false; // not listening yet
  }
}
