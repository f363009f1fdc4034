/** What people say of reminders and questions is none of what they say of notifications. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PHRASES, type PhraseName, said } from '../../../src/notifications/topics/phrases';

const CORPUS = join(__dirname, '../../reminders/phrases/corpus');
const NAMES = Object.keys(PHRASES) as PhraseName[];

const takenBy = (text: string): string[] =>
  NAMES.filter((name) => (['en', 'es'] as const).some((language) => said(name, { text, language })));

describe.each(readdirSync(CORPUS))('of the reminders in %s', (file) => {
  const texts = readFileSync(join(CORPUS, file), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => (JSON.parse(line) as { text: string }).text);

  test('none is taken', () => {
    expect(texts.length).toBeGreaterThan(100);
    expect(texts.flatMap((text) => takenBy(text).map((name) => `${name}: ${text}`))).toEqual([]);
  });
});

test.each([
  'follow up with Ana tomorrow at 9',
  'list',
  'lista',
  'questions',
  'stop',
  'cancel K7M2P',
  'show K7M2P',
  'ver K7M2P',
  'ask what topics are there',
  'answer K7M2P mute it',
  'pause K7M2P',
  'no reminders from others',
  'sin recordatorios de otros',
  'help',
  'I follow deployments',
  'more',
])('%s is none of them', (text) => {
  expect(takenBy(text)).toEqual([]);
});

test('a phrase is one of them, or none of the above would show anything', () => {
  expect(takenBy('mute for 2 hours')).toEqual(['mute']);
  expect(takenBy('temas')).toEqual(['topics']);
});
