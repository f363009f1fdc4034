/** Fills in the `${path}` placeholders of a template from data: values are looked up, nothing is ever run. */
import { isRecord, pointerTo, type Problems } from './fields';

/** `$${` stands for `${` itself. */
const PLACEHOLDER = /\$\$\{|\$\{([^}]*)\}/g;
const PATH = /^[\p{L}_][\p{L}\p{N}_-]*(?:\.[\p{L}_][\p{L}\p{N}_-]*|\[\d{1,4}\]|\.\d{1,4})*$/u;

/** Where template and data stand in the body. */
interface Places {
  template: string;
  data: string;
}

/** A template and what it takes from data. */
export class Filling {
  #left: number;
  readonly #told = new Set<string>();

  /** @param maxBytes - what the result may have; it is not made any longer. */
  constructor(
    private readonly data: unknown,
    private readonly places: Places,
    private readonly problems: Problems,
    maxBytes: number,
  ) {
    this.#left = maxBytes;
  }

  /** The text, or the JSON value with all of its texts, filled in. */
  fill<T>(template: T): T {
    return this.value(template, this.places.template) as T;
  }

  private value(value: unknown, pointer: string): unknown {
    if (typeof value === 'string') return this.text(value, pointer);
    if (Array.isArray(value)) return value.map((part, index) => this.value(part, pointerTo(pointer, index)));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [name, this.value(part, pointerTo(pointer, name))]),
    );
  }

  private text(text: string, pointer: string): string {
    return text.replace(PLACEHOLDER, (whole, path: string | undefined) => {
      if (path === undefined) return '${';
      if (PATH.test(path.trim())) return this.take(path.trim());
      this.problems.add(pointer, `${whole.slice(0, 60)} is no path such as \${build.number} or \${items[0]}`);
      return '';
    });
  }

  private take(path: string): string {
    const found = this.lookUp(path.split(/[.[\]]+/).filter((part) => part !== ''));
    const text = found === undefined ? '' : String(found);
    this.#left -= Buffer.byteLength(text);
    if (this.#left >= 0) return text;
    this.tell(this.places.template, 'becomes too large once it is filled in', true);
    return '';
  }

  /** Only what the data themselves hold, never what every object has. */
  private lookUp(path: readonly string[]): string | number | boolean | undefined {
    let [value, pointer] = [this.data, this.places.data];
    for (const part of path) {
      pointer = pointerTo(pointer, part);
      const isThere = typeof value === 'object' && value !== null && Object.hasOwn(value, part);
      if (!isThere) return this.tell(pointer, 'is missing, and the template needs it');
      value = (value as Record<string, unknown>)[part];
    }
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    return this.tell(pointer, 'must be a text, a number or a truth value, as the template shows it');
  }

  /** Each only once. */
  private tell(pointer: string, detail: string, isSize = false): undefined {
    if (this.#told.has(pointer)) return;
    this.#told.add(pointer);
    if (isSize) this.problems.addTooLarge(pointer, detail);
    else this.problems.add(pointer, detail);
  }
}
