/** A headless Chromium for tests; where there is none, tests in it are reported as skipped. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PATH = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Without phoning home, and without the sandbox that containers do not allow. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--no-first-run',
];

/** `describe` where there is a Chromium (`CHROMIUM_PATH`, or /usr/bin/chromium), else `describe.skip`. */
export const describeInBrowser = existsSync(PATH) ? describe : describe.skip;

/** Starts the browser; whoever starts it closes it. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: PATH, args: ARGUMENTS });
}

/** Looks again and again (each 50 ms) until what is read satisfies; rejects with the last reading after 10 s. */
export async function eventually<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  const endsAt = performance.now() + 10_000;
  for (;;) {
    const value = await read();
    if (isWanted(value)) return value;
    if (performance.now() > endsAt) throw new Error(`Still not as wanted after 10 s: ${String(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
