/** What the page makes of its state: which chats there are, and what is unread in them. */
import { ANA, LAUNCH_CREW, NORTHWIND, PRIYA, SAM } from '../../../../dev/chat/directory/seedDirectory';
import { applyEvent, type Model } from '../../../../dev/chat/page/model';
import {
  conversationsOf,
  hasBot,
  newsMark,
  openChat,
  totalUnread,
  unreadCount,
} from '../../../../dev/chat/page/reading';
import { aModel, arrive, NOW } from './aModel';

let model: Model;
beforeEach(() => {
  model = aModel();
});

describe('unread', () => {
  it('counts what others said after the last that was read', () => {
    const first = arrive(model);
    applyEvent(
      model,
      { kind: 'read', personId: SAM.id, conversationId: LAUNCH_CREW.id, seq: first.seq },
      NOW,
    );
    arrive(model);
    arrive(model, { from: ANA, isFromBot: false });
    arrive(model, { from: SAM, isFromBot: false });
    arrive(model, { event: 'Sam added Recado' });
    arrive(model, { deletedAtMs: NOW });
    expect(unreadCount(model, SAM.id, LAUNCH_CREW.id)).toBe(2);
    expect(unreadCount(model, ANA.id, LAUNCH_CREW.id)).toBe(3);
  });

  it('adds up over the chats that a person can see', () => {
    arrive(model);
    arrive(model, { conversationId: NORTHWIND.channels[1]?.id ?? '' });
    arrive(model, { conversationId: `a:${ANA.id.slice(3)}` });
    expect([totalUnread(model, SAM.id), totalUnread(model, ANA.id), totalUnread(model, PRIYA.id)]).toEqual([
      2, 3, 0,
    ]);
  });

  it('marks news in the open chat only while something is unread', () => {
    model.open = LAUNCH_CREW.id;
    expect(newsMark(model)).toBe(Infinity);
    const first = arrive(model);
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
