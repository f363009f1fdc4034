// Keeps each timer's schedule status in the data folder, so that an occurrence missed while the host was down is noticed.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** When a timer ran and is next due, in epoch ms; `lastMs` is undefined before its first run. */
export interface ScheduleStatus {
  lastMs: number | undefined;
  nextMs: number;
  lastUpdatedMs: number;
}

/** The status of each timer, by function name. */
export interface ScheduleStatusStore {
  /** Undefined when nothing (or nothing readable) is kept. */
  read(functionName: string): Promise<ScheduleStatus | undefined>;
  write(functionName: string, status: ScheduleStatus): Promise<void>;
}

/** A store of one file a timer below `<dataFolder>/timers`; a write replaces the file whole. */
export function createScheduleStatusStore(dataFolder: string): ScheduleStatusStore {
  const fileOf = (functionName: string) => join(dataFolder, 'timers', `${functionName}.json`);
  return {
    async read(functionName) {
      try {
        return parse(await readFile(fileOf(functionName), 'utf8'));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError)
          return undefined;
        throw error;
      }
    },
    async write(functionName, status) {
      const file = fileOf(functionName);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify(toJson(status)));
      await rename(`${file}.new`, file);
    },
  };
}

const NEVER = '0001-01-01T00:00:00+00:00';

/** The status as functions get it: `Last` before the first run is year 1, as in .NET. */
export function toJson({
  lastMs,
  nextMs,
  lastUpdatedMs,
}: ScheduleStatus): Record<'Last' | 'Next' | 'LastUpdated', string> {
  return {
    Last: lastMs === undefined ? NEVER : isoOf(lastMs),
    Next: isoOf(nextMs),
    LastUpdated: isoOf(lastUpdatedMs),
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+00:00');
}

function parse(text: string): ScheduleStatus | undefined {
  const { Last, Next, LastUpdated } = JSON.parse(text) as Partial<ReturnType<typeof toJson>>;
  const [lastMs, nextMs, lastUpdatedMs] = [Last, Next, LastUpdated].map((value) => Date.parse(value ?? ''));
  if (nextMs === undefined || Number.isNaN(nextMs)) return undefined;
  return {
    lastMs: Last === NEVER || Number.isNaN(lastMs) ? undefined : lastMs,
    nextMs,
    lastUpdatedMs: lastUpdatedMs === undefined || Number.isNaN(lastUpdatedMs) ? nextMs : lastUpdatedMs,
  };
}
