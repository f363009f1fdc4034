/** Alerts and the queries of docs/operate.md look for lines that the app writes, as it writes them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../dev/projectRoot';
import { DELIVER_FUNCTION, LOOK_AHEAD_FUNCTION } from '../../src/delivery/functions';
import { logLine } from '../../src/log';
import { alerts, readText } from './bicepText';

const sources = readdirSync(join(findProjectRoot(), 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(findProjectRoot(), 'src', name), 'utf8'))
  .join('\n');
const events = new Set(
  [...sources.matchAll(/log\.(?:info|warn|error)\(\s*'([\w.-]+)'/g)].map(([, event]) => event),
);
const operate = readText('docs/operate.md');
const queries: [string, string][] = [
  ...alerts().map(({ name, query }): [string, string] => [name, query]),
  ...[...operate.matchAll(/^```kusto\n([^]*?)^```/gm)].map(([, query = ''], index): [string, string] => [
    `operate.md, query ${index + 1}`,
    query,
  ]),
];

test('there is an alert for dead letters, queue age, server errors and missing ticks, each with its page', () => {
  const names = alerts().map(({ name }) => name);
  expect(names).toEqual(['dead-letters', 'queue-age', 'server-errors', 'missing-ticks']);
  for (const name of names) expect(operate).toContain(`\n## ${name}\n`);
});

describe.each(queries)('%s', (_name, query) => {
  test('looks for events that the app writes', () => {
    const named = [
      ...[...query.matchAll(/startswith '([\w.-]+) '/g)].map(([, event]) => event),
      ...[...query.matchAll(/has_any \(([^)]*)\)/g)].flatMap(([, list = '']) =>
        [...list.matchAll(/'([\w.-]+)'/g)].map(([, event]) => event),
      ),
    ];
    expect(named.filter((event) => !events.has(event))).toEqual([]);
  });

  test('names functions that there are', () => {
    const named = [...query.matchAll(/Name == '(\w+)'/g)].map(([, name]) => name);
    expect(named.filter((name) => name !== DELIVER_FUNCTION && name !== LOOK_AHEAD_FUNCTION)).toEqual([]);
  });

  test('takes values out of lines as they are written', () => {
    const line = logLine('event', {
      row: 'a',
      outcome: 'b',
      reason: 'c',
      channel: 'd',
      result: 'dead',
      overdue: 3,
      latenessMs: 12,
    });
    for (const [, pattern = ''] of query.matchAll(/extract\(@'([^']*)'/g))
      expect(line).toMatch(new RegExp(pattern));
  });
});

test('a dead letter is found by the words in which it is written, wherever it was found dead', () => {
  const [deadLetters] = alerts();
  const words = [...(deadLetters?.query ?? '').matchAll(/contains '([^']*)'/g)].map(([, text]) => text);
  expect(words).toEqual(['result="dead"', 'repaired="dead"']);
  expect(logLine('delivery', { row: 'x', result: 'dead', attempt: 8 })).toContain(words[0]);
  expect(logLine('delivery', { row: 'x', result: 'sent', attempt: 1 })).not.toContain(words[0]);
  expect(logLine('delivery.poison', { repaired: 'dead' })).toContain(words[1]);
  expect(logLine('delivery.poison', { repaired: 'replanned' })).not.toContain(words[1]);
});
