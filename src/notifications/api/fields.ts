/** Reads the fields of an object and notes everything that is wrong with them, each under its JSON pointer. */

export interface FieldProblem {
  pointer: string;
  detail: string;
}

/** More say nothing more. */
const MAX_PROBLEMS = 100;

/** What is wrong with a body so far. */
export class Problems {
  readonly list: FieldProblem[] = [];
  /** Nothing but sizes is wrong. */
  isOnlyTooLarge = true;

  add(pointer: string, detail: string): undefined {
    this.isOnlyTooLarge = false;
    return this.note(pointer, detail);
  }

  addTooLarge(pointer: string, detail: string): undefined {
    return this.note(pointer, detail);
  }

  private note(pointer: string, detail: string): undefined {
    if (this.list.length < MAX_PROBLEMS) this.list.push({ pointer, detail });
  }
}

/** The pointer to a part of what another one points to. */
export const pointerTo = (pointer: string, part: string | number): string =>
  `${pointer}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of one object. What is absent is undefined; what is wrong is noted, and undefined too. */
export class Fields {
  readonly #read = new Set<string>();

  constructor(
    private readonly value: Record<string, unknown>,
    readonly pointer: string,
    readonly problems: Problems,
  ) {}

  pointerTo(name: string): string {
    return pointerTo(this.pointer, name);
  }

  has(name: string): boolean {
    return Object.hasOwn(this.value, name);
  }

  /** Whatever stands there. */
  take(name: string): unknown {
    this.#read.add(name);
    return this.has(name) ? this.value[name] : undefined;
  }

  /** A text that is not empty, without space at its ends, of at most so many characters. */
  text(name: string, most: number): string | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.trim() === '')
      return this.problems.add(this.pointerTo(name), 'must be a text that is not empty');
    if (!value.isWellFormed() || /[\p{Cc}]/u.test(value.trim()))
      return this.problems.add(this.pointerTo(name), 'must have no control characters and no half ones');
    if (value.trim().length > most)
      return this.problems.add(this.pointerTo(name), `must have at most ${most} characters`);
    return value.trim();
  }

  flag(name: string): boolean | undefined {
    const value = this.take(name);
    if (value === undefined || typeof value === 'boolean') return value;
    return this.problems.add(this.pointerTo(name), 'must be true or false');
  }

  /** One of these words. */
  word<T extends string>(name: string, words: readonly T[]): T | undefined {
    const value = this.take(name);
    if (value === undefined) return undefined;
    const word = words.find((known) => known === value);
    return word ?? this.problems.add(this.pointerTo(name), `must be ${orList(words)}`);
  }

  /** Notes each field that nobody has asked for. */
  refuseOthers(): void {
    for (const name of Object.keys(this.value))
      if (!this.#read.has(name))
        this.problems.add(this.pointerTo(name), `is not known here; known: ${[...this.#read].join(', ')}`);
  }
}

const orList = (words: readonly string[]): string =>
  words.length === 1 ? `“${String(words[0])}”` : `one of ${words.map((word) => `“${word}”`).join(', ')}`;
