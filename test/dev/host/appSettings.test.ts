// Settings: what %NAME% stands for, and what local.settings.json may hold.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLocalSettings, settingsOf } from '../../../dev/host/appSettings';

const folder = mkdtempSync(join(tmpdir(), 'recado-settings-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (content: string) => {
  writeFileSync(join(folder, 'local.settings.json'), content);
  return readLocalSettings(folder);
};

it('puts settings in the place of their names, also within a text', () => {
  const settings = settingsOf({ Hour: '9', Storage__name: 'x' });
  expect(settings.resolve('0 0 %Hour% * * *')).toBe('0 0 9 * * *');
  expect(settings.resolve('plain')).toBe('plain');
  expect(settings.get('Storage:name')).toBe('x');
  expect(() => settings.resolve('%Minute%')).toThrow('The setting Minute, used as %Minute%, is not set.');
});

it('reads the values as texts, and none where there is no file', () => {
  expect(readLocalSettings(join(folder, 'nowhere'))).toEqual({});
  expect(read('{ "Values": { "a": "text", "b": 1, "c": true } }')).toEqual({ a: 'text', b: '1', c: 'true' });
  expect(read('{}')).toEqual({});
});

it('names what it cannot read, but never its value', () => {
  expect(() => read('{ "Values": { "Secret": { "inner": "hunter2" } } }')).toThrow(
    'the value of "Secret" must be a text',
  );
  expect(() => read('{ "Values": [] }')).toThrow('"Values" must be an object');
  expect(() => read('[]')).toThrow('must hold a JSON object');
});
