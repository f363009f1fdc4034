/** The bodies that docs/notifications.md and samples/notifications.http show are taken, or refused where they say so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProjectRoot } from '../../../dev/projectRoot';
import { readNotification } from '../../../src/notifications/api/readNotification';
import { WEDNESDAY_MORNING } from '../../support/clock';

const read = (path: string): string => readFileSync(join(findProjectRoot(), path), 'utf8');
const guide = read('docs/notifications.md');
const take = (body: unknown) => readNotification(body, WEDNESDAY_MORNING, () => undefined);

const inShell = [...guide.matchAll(/-d '(\{[^']*\})'/g)].map(([, body = '']) => body);
const inLogicApp = [...guide.matchAll(/```json\n([\s\S]*?)```/g)]
  .map(([, json = '']) => JSON.parse(json) as { body?: unknown })
  .flatMap(({ body }) => (body ? [JSON.stringify(body)] : []));
const inSamples = read('samples/notifications.http')
  .split('###')
  .flatMap((request) => {
    const body = /\n\n(\{[\s\S]*\})/.exec(request)?.[1];
    return body ? [{ title: request.split('\n')[0]?.trim() ?? '', body }] : [];
  });

test('the guide shows calls for a shell and for Azure Monitor', () => {
  expect([inShell.length, inLogicApp.length]).toEqual([2, 1]);
});

test.each([...inShell, ...inLogicApp])('the guide’s %s is taken', (body) => {
  expect(take(JSON.parse(body))).toMatchObject({ ok: true });
});

test.each(inSamples)('the sample “$title” is as it says', ({ title, body }) => {
  expect(take(JSON.parse(body)).ok).toBe(!title.startsWith('What is wrong'));
});

test('there are samples', () => {
  expect(inSamples.length).toBeGreaterThanOrEqual(6);
});
