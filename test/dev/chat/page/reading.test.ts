/** What the page makes of its state: unread counts, threads, marks, and how changes come in. */
import type { TimelineItem } from '../../../../dev/chat/directory/directoryState';
import {
  ANA,
  BOT,
  LAUNCH_CREW,
  NORTHWIND,
  PRIYA,
  SAM,
  seedDirectory,
} from '../../../../dev/chat/directory/seedDirectory';
import { gistOf } from '../../../../dev/chat/page/messages/gist';
import { applyEvent, applyState, createModel, type Model } from '../../../../dev/chat/page/model';
import {
  continues,
  conversationsOf,
  hasBot,
  lastOwn,
  newsMark,
  openChat,
  threadsOf,
  totalUnread,
  unreadCount,
} from '../../../../dev/chat/page/reading';

const NOW = 1_000_000;
let model: Model;

beforeEach(() => {
  model = createModel();
  applyState(model, { directory: seedDirectory(), clock: { nowMs: NOW, isMovable: true }, traffic: [] }, NOW);
  model.me = SAM.id;
});

let lastSeq = 0;
const anItem = (change: Partial<TimelineItem> = {}): TimelineItem => {
  const seq = change.seq ?? ++lastSeq;
  const activity = { type: 'message', text: 'hi' };
  return {
    id: String(seq),
    seq,
    conversationId: LAUNCH_CREW.id,
    from: BOT,
    isFromBot: true,
    sentAtMs: NOW,
    activity,
    ...change,
  };
};
const add = (change: Partial<TimelineItem> = {}) => {
  const item = anItem(change);
  applyEvent(model, { kind: 'item', item }, NOW);
  return item;
};

describe('unread', () => {
  it('counts what others said after the last that was read', () => {
    const first = add();
    applyEvent(
      model,
      { kind: 'read', personId: SAM.id, conversationId: LAUNCH_CREW.id, seq: first.seq },
      NOW,
    );
    add();
    add({ from: ANA, isFromBot: false });
    add({ from: SAM, isFromBot: false });
    add({ event: 'Sam added Recado' });
    add({ deletedAtMs: NOW });
    expect(unreadCount(model, SAM.id, LAUNCH_CREW.id)).toBe(2);
    expect(unreadCount(model, ANA.id, LAUNCH_CREW.id)).toBe(3);
  });

  it('adds up over the chats that a person can see', () => {
    add();
    add({ conversationId: NORTHWIND.channels[1]?.id ?? '' });
    add({ conversationId: `a:${ANA.id.slice(3)}` });
    expect([totalUnread(model, SAM.id), totalUnread(model, ANA.id), totalUnread(model, PRIYA.id)]).toEqual([
      2, 3, 0,
    ]);
  });

  it('marks news in the open chat only while something is unread', () => {
    model.open = LAUNCH_CREW.id;
    expect(newsMark(model)).toBe(Infinity);
    const first = add();
    expect(newsMark(model)).toBe(0);
    applyEvent(
      model,
      { kind: 'read', personId: SAM.id, conversationId: LAUNCH_CREW.id, seq: first.seq },
      NOW,
    );
    expect(newsMark(model)).toBe(Infinity);
  });
});

describe('chats', () => {
  it('are those of the person, teams with each channel', () => {
    expect(conversationsOf(model, SAM.id)).toEqual([
      'a:1sam-carter',
      LAUNCH_CREW.id,
      ...NORTHWIND.channels.map(({ id }) => id),
    ]);
    expect(conversationsOf(model, PRIYA.id)).toEqual(['a:1priya-nair']);
  });

  it('cannot be opened by those who are not in them', () => {
    model.open = NORTHWIND.channels[2]?.id ?? '';
    expect(openChat(model)).toMatchObject({ kind: 'channel', name: 'Support', chat: { name: 'Northwind' } });
    model.me = PRIYA.id;
    expect(openChat(model)).toBeUndefined();
  });

  it('follow a change of people and chats', () => {
    const chats = model.chats.map((chat) =>
      chat.id === LAUNCH_CREW.id
        ? { ...LAUNCH_CREW, memberIds: [PRIYA.id], bot: 'installed' as const }
        : chat,
    );
    applyEvent(model, { kind: 'roster', people: model.people, chats }, NOW);
    model.open = LAUNCH_CREW.id;
    model.me = PRIYA.id;
    expect(openChat(model)).toMatchObject({ name: 'Launch crew' });
    expect(chats.filter(hasBot).map(({ id }) => id)).toEqual([LAUNCH_CREW.id]);
  });
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
    const inThread = add({ ...mine, threadId: 't' });
    const last = add(mine);
    add({ ...mine, deletedAtMs: NOW });
    add();
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

describe('live events', () => {
  it('show typing until the bot has spoken there', () => {
    applyEvent(model, { kind: 'typing', conversationId: LAUNCH_CREW.id }, NOW);
    expect(model.typingUntil.get(LAUNCH_CREW.id)).toBe(NOW + 10_000);
    add({ from: SAM, isFromBot: false });
    expect(model.typingUntil.size).toBe(1);
    add();
    expect(model.typingUntil.size).toBe(0);
  });

  it('move the clock and keep the latest traffic', () => {
    applyEvent(model, { kind: 'clock', clock: { nowMs: NOW + 5_000, isMovable: true } }, NOW);
    expect(model.clockOffsetMs).toBe(5_000);
    const entry = { atMs: 0, direction: 'toBot' as const, title: 't', method: 'POST', path: '/' };
    for (let seq = 1; seq <= 250; seq++)
      applyEvent(model, { kind: 'traffic', entry: { ...entry, seq } }, NOW);
    expect([model.traffic.length, model.traffic[0]?.seq]).toEqual([200, 51]);
  });

  it('leave what did not change as it is when everything comes anew', () => {
    const item = add();
    const changed = add();
    const timeline = { [LAUNCH_CREW.id]: [structuredClone(item), { ...changed, editedAtMs: NOW }] };
    applyState(
      model,
      { directory: { ...seedDirectory(), timeline }, clock: { nowMs: NOW, isMovable: false }, traffic: [] },
      NOW,
    );
    const items = model.items.get(LAUNCH_CREW.id);
    expect(items?.get(item.id)).toBe(item);
    expect(items?.get(changed.id)).toMatchObject({ editedAtMs: NOW });
  });
});
