import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  pauseAfterSave,
  shortenAutosave,
  type Autosave,
  type Database,
  type DatabaseClass,
} from '../../../dev/storage/autosave';

interface Loki extends Database {
  addCollection(name: string): { insert(document: object): void };
  close(): void;
}
const LokiClass = createRequire(require.resolve('azurite/package.json'))('lokijs') as DatabaseClass &
  (new (file: string, options: object) => Loki);

describe('the pause between saves', () => {
  it.each([
    [0, 250],
    [5, 250],
    [50, 1000],
    [100, 2000],
    [10_000, 5000],
  ])('after a save of %d ms is %d ms', (tookMs, pauseMs) => expect(pauseAfterSave(tookMs)).toBe(pauseMs));
});

describe('autosave', () => {
  const failures: string[] = [];
  let autosave: Autosave;
  let folder: string;
  let open: Loki[];
  beforeAll(() => {
    autosave = shortenAutosave(LokiClass, (error) => failures.push(error.message));
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'recado-autosave-'));
    failures.length = 0;
    open = [];
  });
  afterEach(() => {
    for (const database of open) database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function database(path: string): Loki {
    const made = new LokiClass(join(folder, path), {
      persistenceMethod: 'fs',
      autosave: true,
      autosaveInterval: 5000,
    });
    open.push(made);
    return made;
  }
  const saved = (path: string): string => readFileSync(join(folder, path), 'utf8');

  it('writes a change within a second, where the interval of the library is five', async () => {
    database('a.json').addCollection('people').insert({ name: 'Rosalía' });
    await sleep(900);
    expect(saved('a.json')).toContain('Rosalía');
  });

  it('leaves a database alone that has not changed', async () => {
    database('a.json').addCollection('people').insert({ name: 'Rosalía' });
    await sleep(600);
    const { mtimeMs } = statSync(join(folder, 'a.json'));
    await sleep(600);
    expect(statSync(join(folder, 'a.json')).mtimeMs).toBe(mtimeMs);
  });

  it('reports a save that failed and writes the change with the next one', async () => {
    database('missing/a.json').addCollection('people').insert({ name: 'Rosalía' });
    await sleep(500);
    expect(failures[0]).toContain(`Storage could not write ${join(folder, 'missing/a.json')}: `);
    mkdirSync(join(folder, 'missing'));
    await sleep(700);
    expect(saved('missing/a.json')).toContain('Rosalía');
  });

  it('saves all at once when asked, with what changed while a save was under way', async () => {
    const people = database('a.json').addCollection('people');
    const places = database('b.json').addCollection('places');
    people.insert({ name: 'Rosalía' });
    const first = autosave.saveAll();
    people.insert({ name: 'Marta' });
    places.insert({ name: 'Cádiz' });
    await Promise.all([first, autosave.saveAll()]);
    expect(saved('a.json')).toContain('Marta');
    expect(saved('b.json')).toContain('Cádiz');
  });

  it('says so when the last save fails', async () => {
    database('missing/a.json').addCollection('people').insert({ name: 'Rosalía' });
    await expect(autosave.saveAll()).rejects.toThrow('Storage could not write');
  });
});
