/** What the page makes of messages: threads, what stands together, what can be edited, their gist. */
import type { TimelineItem } from '../../../../dev/chat/directory/directoryState';
import { ANA, LAUNCH_CREW, SAM } from '../../../../dev/chat/directory/seedDirectory';
import { gistOf } from '../../../../dev/chat/page/messages/gist';
import type { Model } from '../../../../dev/chat/page/model';
import { continues, lastOwn, threadsOf } from '../../../../dev/chat/page/reading';
import { aModel, anItem, arrive, NOW } from './aModel';

let model: Model;
beforeEach(() => {
  model = aModel();
});

describe('messages', () => {
  it('are put together by thread, the one with the latest word last', () => {
    const items = [
      anItem({ id: 'a', threadId: 'a', seq: 1 }),
      anItem({ id: 'e', event: 'Sam added Recado', seq: 2 }),
      anItem({ id: 'b', threadId: 'b', seq: 3 }),
      anItem({ id: 'c', threadId: 'a', seq: 4 }),
    ];
    expect(
      threadsOf(items).map(({ id, isEvent, items: all }) => [id, isEvent, all.map(({ seq }) => seq)]),
    ).toEqual([
      ['e', true, [2]],
      ['b', false, [3]],
      ['a', false, [1, 4]],
    ]);
  });

  it('go on what the same person began within a minute of the same day', () => {
    const before = anItem();
    const after = (change: Partial<TimelineItem>) => anItem({ sentAtMs: NOW + 59_000, ...change });
    expect(continues(before, after({}), true)).toBe(true);
    expect(continues(before, after({ from: ANA }), true)).toBe(false);
    expect(continues(before, after({ sentAtMs: NOW + 60_000 }), true)).toBe(false);
    expect(continues(before, after({}), false)).toBe(false);
    expect(continues(undefined, after({}), true)).toBe(false);
  });

  it('can be edited: the last own one of the conversation or thread', () => {
    const mine = { from: SAM, isFromBot: false };
    const inThread = arrive(model, { ...mine, threadId: 't' });
    const last = arrive(model, mine);
    arrive(model, { ...mine, deletedAtMs: NOW });
    arrive(model);
    expect([lastOwn(model, LAUNCH_CREW.id, undefined), lastOwn(model, LAUNCH_CREW.id, 't')]).toEqual([
      last,
      inThread,
    ]);
  });

  it('say their gist in a line', () => {
    expect(gistOf(anItem({ activity: { type: 'message', text: '**Due**\n\n_now_ <at>Ana</at>' } }))).toBe(
      'Due now Ana',
    );
    expect(gistOf(anItem({ activity: { type: 'message', attachments: [{ contentType: 'x' }] } }))).toBe(
      'Sent a card',
    );
    expect(gistOf(anItem({ isFromBot: false, activity: { type: 'message', text: '**as typed**' } }))).toBe(
      '**as typed**',
    );
    expect(gistOf(anItem({ shownText: 'shown' }))).toBe('shown');
    expect(gistOf(anItem({ deletedAtMs: 1 }))).toBe('Deleted message');
  });
});
