/** What every step of `npm start` is given. */
import type { StartOptions } from './options';
import type { Parts } from './parts';

export interface StartContext {
  /** The Functions app's root. */
  root: string;
  /** Where all parts keep their data; git ignores it. */
  dataFolder: string;
  options: StartOptions;
  env: NodeJS.ProcessEnv;
  parts: Parts;
  /** Shows a line to the person at the keyboard. */
  print: (text: string) => void;
}
