// The chat page's entry: builds its parts, fetches the state, and keeps all in step with what happens on the stage.
import type { Deed } from '../server/deed';
import { SAM } from '../directory/seedDirectory';
import { fetchState, listen, postDeed } from './api';
import { createChatList } from './chats/chatList';
import { h } from './dom';
import { Conversation } from './messages/conversation';
import { applyEvent, applyState, createModel, type Model } from './model';
import './page.css';
import type { PageContext } from './pageContext';
import { createPersonMenu } from './people/personMenu';
import { conversationsOf, newsMark, totalUnread } from './reading';
import { createRemembered } from './remembered';
import { createActivitiesPane } from './stage/activitiesPane';
import { createClockControl } from './stage/clockControl';
import { Notices } from './stage/notices';
import type { LiveEvent } from '../server/pageProtocol';

const model = createModel();
const notices = new Notices();
const remembered = createRemembered(sessionStorage);
const banner = h('div', { class: 'banner', role: 'status', hidden: true });

const context: PageContext = {
  model,
  now: () => Date.now() + model.clockOffsetMs,
  act,
  notify: notices.notify,
  open,
  become,
  changed,
};

const views = [
  createChatList(context),
  createClockControl(context),
  createPersonMenu(context),
  new Conversation(context),
  createActivitiesPane(context),
] as const;
const [chats, clock, person, conversation, pane] = views;
const brand = h(
  'div',
  { class: 'brand' },
  h('img', { src: '/icon.svg', alt: '' }),
  h('span', {}, 'Recado'),
  h('span', { class: 'tag' }, 'local'),
);
const sidebar = h('div', { class: 'sidebar' }, brand, chats.element, clock.element, person.element);
const scrim = h('div', { class: 'scrim', onclick: closeDrawer });
const layout = h('div', { class: 'layout' }, sidebar, scrim, conversation.element, pane.element);

/** Does something, and shows what went wrong where nothing else shows it. */
async function act(deed: Deed) {
  const outcome = await postDeed(deed);
  if (outcome.notice) notices.notify(outcome.notice);
  if (!outcome.isOk && !outcome.isShown && deed.kind !== 'read') {
    notices.complain(outcome.problem ?? 'This did not work.', () => void act(deed));
  }
  return outcome;
}

function open(conversationId: string): void {
  model.open = conversationId;
  model.newSince = newsMark(model);
  model.isDrawerOpen = false;
  remembered.keep({ me: model.me, open: conversationId });
  changed();
}

function become(personId: string): void {
  model.me = personId;
  const conversations = conversationsOf(model, personId);
  open(conversations.includes(model.open) ? model.open : (conversations[0] ?? ''));
}

function closeDrawer(): void {
  model.isDrawerOpen = false;
  changed();
}

/** Esc closes the drawer of chats, or else the activities; the focus goes where it can be seen. */
function closeTopmost(): void {
  const hadFocus = pane.element.contains(document.activeElement);
  if (model.isDrawerOpen) model.isDrawerOpen = false;
  else model.isPaneOpen = false;
  changed();
  if (hadFocus) conversation.element.querySelector<HTMLElement>('[aria-pressed]')?.focus();
}

let isRenderPlanned = false;

function changed(): void {
  if (isRenderPlanned) return;
  isRenderPlanned = true;
  setTimeout(() => {
    isRenderPlanned = false;
    render();
  });
}

function render(): void {
  for (const view of views) view.render();
  layout.classList.toggle('drawer-open', model.isDrawerOpen);
  layout.classList.toggle('pane-open', model.isPaneOpen);
  banner.hidden = model.connection !== 'lost';
  banner.textContent = 'The local chat cannot be reached. Trying again…';
  document.title = titleOf(model);
}

function titleOf({ me }: Model): string {
  const unread = totalUnread(model, me);
  return `${unread > 0 ? `(${unread}) ` : ''}${model.bot.name ?? 'Recado'}`;
}

/** At each connection everything is taken anew; what happens meanwhile is applied after it. */
async function takeState(): Promise<void> {
  const early: LiveEvent[] = [];
  pending = early;
  applyState(model, await fetchState(), Date.now());
  pending = undefined;
  for (const event of early) applyEvent(model, event, Date.now());
  model.connection = 'live';
  if (model.me === '') begin();
  changed();
}

let pending: LiveEvent[] | undefined;

function begin(): void {
  const { me, open: conversation } = remembered.read();
  model.me = model.people.some(({ id }) => id === me) ? (me ?? '') : SAM.id;
  model.open = conversation ?? '';
  become(model.me);
  void act({ kind: 'open', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
}

function lost(): void {
  model.connection = 'lost';
  changed();
}

listen({
  onOpen: () => {
    takeState().catch(lost);
  },
  onEvent: (event) => {
    if (pending) pending.push(event);
    else applyEvent(model, event, Date.now());
    changed();
  },
  onLost: lost,
});

document.addEventListener('visibilitychange', changed);
setInterval(changed, 1_000); // typing dots end, and days turn
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !event.defaultPrevented) closeTopmost();
});
document.body.append(banner, layout, notices.element);
