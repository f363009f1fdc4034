/** One cold start: a fresh process that loads an app and lets it answer, with no compile cache unless the task names one. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { ProbeReport, ProbeTask } from '../package/appProbe';

export interface ColdStartStage {
  /** The built probe. */
  script: string;
  /** The storage's connection string. */
  storage: string;
  /** Where the bot's answers go. */
  serviceUrl: string;
}

/** Resolves with what the process told. Rejects when the app did not start or the bot did not answer. */
export async function coldStart(stage: ColdStartStage, task: ProbeTask): Promise<ProbeReport> {
  const child = fork(stage.script, [JSON.stringify({ ...task, serviceUrl: stage.serviceUrl })], {
    env: { PATH: process.env.PATH, AzureWebJobsStorage: stage.storage },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let report: ProbeReport | undefined;
  child.on('message', (message) => {
    report = message as ProbeReport;
  });
  await once(child, 'exit');
  if (!report) throw new Error(`The app at ${task.entry} did not start.`);
  return report;
}
