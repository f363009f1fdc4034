import {
  ACTIVITIES_TABLE,
  type ActivityName,
  type ActivityRow,
  createActivityLog,
} from '../../src/bot/activityLog';
import { aClock } from '../support/clock';
import { openTestAccount } from '../support/tables';

describe('the log of activities', () => {
  const table = openTestAccount().table<ActivityRow>(ACTIVITIES_TABLE);
  const time = aClock();
  let turns = 0;
  const log = createActivityLog(table, time.clock, () => `turn-${(turns += 1)}`);
  let count = 0;
  const anActivity = (change: Partial<ActivityName> = {}): ActivityName => ({
    channelId: 'msteams',
    conversationId: '19:lunch@thread.v2',
    id: `activity-${(count += 1)}`,
    ...change,
  });

  it('gives an activity to the turn that comes first', async () => {
    const activity = anActivity();
    await expect(log.begin(activity)).resolves.toBe('begun');
    await expect(log.begin(activity)).resolves.toBe('seen');
  });

  it('gives it to one of many that come at the same time', async () => {
    const activity = anActivity();
    const begun = await Promise.all(Array.from({ length: 12 }, () => log.begin(activity)));
    expect(begun.filter((outcome) => outcome === 'begun')).toHaveLength(1);
  });

  it('never gives it again once it is finished', async () => {
    const activity = anActivity();
    await log.begin(activity);
    await log.finish(activity);
    time.advance(60 * 60_000);
    await expect(log.begin(activity)).resolves.toBe('seen');
  });

  it('gives it again when nothing came of it', async () => {
    const activity = anActivity();
    await log.begin(activity);
    await log.forget(activity);
    await expect(log.begin(activity)).resolves.toBe('begun');
  });

  it('gives it to one other turn when the first died with its process, but not before that is certain', async () => {
    const activity = anActivity();
    await log.begin(activity);
    time.advance(13_999);
    await expect(log.begin(activity)).resolves.toBe('seen');
    time.advance(1);
    const begun = await Promise.all(Array.from({ length: 8 }, () => log.begin(activity)));
    expect(begun.filter((outcome) => outcome === 'begun')).toHaveLength(1);
    await expect(log.begin(activity)).resolves.toBe('seen');
  });

  it('knows its own turn when the answer to its insert was lost and the SDK tried again', async () => {
    const activity = anActivity();
    const losing = createActivityLog(
      {
        ...table,
        async insert(row) {
          await table.insert(row);
          return table.insert(row);
        },
      },
      time.clock,
      () => 'the-same-turn',
    );
    await expect(losing.begin(activity)).resolves.toBe('begun');
    await expect(log.begin(activity)).resolves.toBe('seen');
  });

  it('tells apart what has the same id in another conversation or channel', async () => {
    const activity = anActivity({ id: 'the-same' });
    await expect(log.begin(activity)).resolves.toBe('begun');
    await expect(log.begin({ ...activity, conversationId: '19:dinner@thread.v2' })).resolves.toBe('begun');
    await expect(log.begin({ ...activity, channelId: 'webchat' })).resolves.toBe('begun');
  });

  it('takes ids that are no table keys', async () => {
    for (const id of ['a/b#c?d\\e', "o'neil %41", '\u0007|', 'x'.repeat(3000), '\ud83d']) {
      await expect(log.begin(anActivity({ id, conversationId: id }))).resolves.toBe('begun');
      await expect(log.begin(anActivity({ id, conversationId: id }))).resolves.toBe('seen');
    }
  });
});
