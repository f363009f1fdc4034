/** The commands that Teams offers in its menu are commands that the bot understands, in both languages. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';
import { saidIn, startWholeApp, type WholeApp } from './wholeApp';

interface Template {
  bots: [{ commandLists: { commands: { title: string }[] }[] }];
}

const folder = join(findProjectRoot(), 'appPackage');
const template = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Template;
const english = template.bots[0].commandLists.flatMap(({ commands }) => commands.map(({ title }) => title));
const spanish = Object.entries(
  JSON.parse(readFileSync(join(folder, 'es.json'), 'utf8')) as Record<string, string>,
).flatMap(([key, text]) => (key.endsWith('].title') ? [text] : []));

const NOT_UNDERSTOOD = /did not understand|No lo he entendido/;
let app: WholeApp;

beforeAll(async () => {
  app = await startWholeApp();
}, 60_000);
afterAll(() => app.stop());

test('what is not a command is answered otherwise, or this would show nothing', async () => {
  await app.sam.say('xyzzy plugh');
  expect(saidIn(await app.sam.hears((message) => NOT_UNDERSTOOD.test(saidIn(message))))).toMatch(
    NOT_UNDERSTOOD,
  );
});

test.each([
  ...[...new Set(english)].map((title) => ['en-US', title] as const),
  ...[...new Set(spanish)].map((title) => ['es-ES', title] as const),
])('%s: %s', async (locale, title) => {
  app.ana.setProfile({ locale });
  const before = app.ana.heard().length;
  await app.ana.say(title);
  const answers = app.ana.heard().slice(before).map(saidIn);
  expect(answers).not.toEqual([]);
  expect(answers.filter((answer) => NOT_UNDERSTOOD.test(answer))).toEqual([]);
});
