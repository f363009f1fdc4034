import { DAY_MS } from '../../src/clock';
import { nameOf } from '../../src/watches/checkWatch';
import { WATCHES_TABLE, type WatchRow } from '../../src/watches/watchRow';
import { createWatchStore } from '../../src/watches/watchStore';
import { openTestAccount, Operations } from '../support/tables';
import { aValue, aWatch, NOW } from './buildersWatches';

const alert = { kind: 'alert', from: aValue(250), to: aValue(199) } as const;
const news = { occurrence: 'alert-2', told: alert, at: NOW };

function aStore() {
  const operations = new Operations();
  const table = openTestAccount().table<WatchRow>(WATCHES_TABLE);
  return { store: createWatchStore(operations.watch(table, 'Watches')), operations };
}

describe('a watch', () => {
  test('is read as it was written, once', async () => {
    const { store } = aStore();
    const watch = aWatch({ findings: { validators: { etag: 'W/"1"' } }, thread: '1' });
    expect(await store.insert(watch)).toBe('created');
    expect(await store.insert(aWatch({ createdAt: 1 }))).toBe('exists');
    expect(await store.find(nameOf(watch))).toEqual(watch);
  });

  test('belongs to its owner, in their tenant', async () => {
    const { store } = aStore();
    const owner = { tenant: 'northwind', key: 'aad|ana' };
    await store.insert(aWatch({ id: 'second', owner, createdAt: NOW + 1 }));
    await store.insert(aWatch({ id: 'first', owner }));
    await store.insert(aWatch({ id: 'other' }));
    await store.insert(aWatch({ id: 'elsewhere', owner: { ...owner, tenant: 'contoso' } }));
    expect((await store.ofOwner(owner)).map(({ id }) => id)).toEqual(['first', 'second']);
  });
});

describe('what a check found', () => {
  const findings = { ...aWatch().findings, checks: 2, value: aValue(240) };

  test('is one operation, and takes back nothing that a person decided', async () => {
    const { store, operations } = aStore();
    const watch = aWatch();
    await store.insert(watch);
    await store.wish(nameOf(watch), { ...watch.wishes, state: 'stopped' });
    operations.restart();
    expect(await store.record(nameOf(watch), findings)).toBe('recorded');
    expect(operations.names).toEqual(['Watches.merge']);
    expect(await store.find(nameOf(watch))).toMatchObject({ findings, wishes: { state: 'stopped' } });
  });

  test('is one operation with what it tells, and tells that once', async () => {
    const { store, operations } = aStore();
    const watch = aWatch();
    await store.insert(watch);
    operations.restart();
    expect(await store.record(nameOf(watch), findings, news)).toBe('recorded');
    expect(operations.names).toEqual(['Watches.batch']);
    expect(await store.record(nameOf(watch), findings, news)).toBe('repeated');
    expect(await store.findTold(nameOf(watch), 'alert-2')).toEqual({ told: alert, at: NOW });
    await store.noteDelivered(nameOf(watch), 'alert-2', 'sent');
    expect(await store.findTold(nameOf(watch), 'alert-2')).toMatchObject({ delivered: 'sent' });
    expect(await store.ofOwner(watch.owner)).toHaveLength(1);
  });

  test('makes no watch of one that is gone', async () => {
    const { store } = aStore();
    expect(await store.record(nameOf(aWatch()), findings)).toBe('gone');
    expect(await store.record(nameOf(aWatch()), findings, news)).toBe('gone');
    expect(await store.wish(nameOf(aWatch()), aWatch().wishes)).toBe(false);
    expect(await store.find(nameOf(aWatch()))).toBeUndefined();
  });
});

describe('the end of its time', () => {
  const expired = { occurrence: 'expired-1', told: { kind: 'expired', to: aValue(1) } as const, at: NOW };

  test('comes once, and not to one that was prolonged or stopped meanwhile', async () => {
    const { store } = aStore();
    const watch = aWatch();
    await store.insert(watch);
    const prolonged = { ...watch.wishes, expiresAt: watch.wishes.expiresAt + DAY_MS };
    await store.wish(nameOf(watch), prolonged);
    expect(await store.expire(watch, expired)).toBe(false);
    expect(await store.expire({ ...watch, wishes: prolonged }, expired)).toBe(true);
    expect(await store.find(nameOf(watch))).toMatchObject({ wishes: { state: 'expired' } });
    expect(await store.expire({ ...watch, wishes: prolonged }, expired)).toBe(false);
  });
});

describe('what is looked for by the repair and the purge', () => {
  test('are active watches that are overdue, and ended ones by their age', async () => {
    const { store } = aStore();
    const ended = { state: 'stopped', expiresAt: NOW - 10 } as const;
    await store.insert(aWatch({ id: 'late', findings: { nextCheckAt: NOW - 1 } }));
    await store.insert(aWatch({ id: 'ending', wishes: { expiresAt: NOW - 1 } }));
    await store.insert(aWatch({ id: 'due', findings: { nextCheckAt: NOW } }));
    await store.insert(aWatch({ id: 'ended', findings: { nextCheckAt: NOW - 1 }, wishes: ended }));
    const ids = (found: { id: string }[]): string[] => found.map(({ id }) => id).sort();
    expect(ids(await store.overdue(NOW, 10))).toEqual(['ending', 'late']);
    expect(await store.overdue(NOW, 1)).toHaveLength(1);
    expect(ids(await store.endedBefore(NOW, 10))).toEqual(['ended']);
    expect(await store.endedBefore(NOW - 10, 10)).toEqual([]);
  });

  test('is gone with all that it told', async () => {
    const { store } = aStore();
    const [watch, other] = [aWatch(), aWatch({ id: 'k7m2pother' })];
    for (const one of [watch, other]) {
      await store.insert(one);
      await store.record(nameOf(one), one.findings, news);
    }
    await store.erase(nameOf(watch));
    expect(await store.find(nameOf(watch))).toBeUndefined();
    expect(await store.findTold(nameOf(watch), 'alert-2')).toBeUndefined();
    expect(await store.findTold(nameOf(other), 'alert-2')).toBeDefined();
  });
});
