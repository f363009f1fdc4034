/** Tests that start processes and browsers may meet a busy machine: they get a second try, and the first failure is logged. */
import { sep } from 'node:path';

const STARTING = ['app', 'dev', 'trust', 'package'].map((room) => `${sep}test${sep}${room}${sep}`);

if (STARTING.some((room) => expect.getState().testPath?.includes(room)))
  jest.retryTimes(1, { logErrorsBeforeRetry: true });
