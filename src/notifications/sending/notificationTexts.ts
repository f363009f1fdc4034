/** What is said around notifications, in each language. */
import type { Language } from '../../conversations/chatTurn';

export interface NotificationTexts {
  unfollow(topic: string): string;
  followAgain(topic: string): string;
  stop: string;
  startAgain: string;
  /** Lines on channels without buttons. */
  howToStop(command: string): string;
  howToChoose(command: string): string;
  howToAnswer(title: string, command: string): string;
  /** It waited since then. */
  heldSince(time: string): string;
  /** What was pressed, by whom, when. */
  pressed(title: string, by: string, time: string): string;
  somebody: string;
  /** What a question is about, as in “Back to …”. */
  about(words: string): string;
  withdrawn: string;
  tooLong: string;
  notYours: string;
  /** A card without words. */
  aCard: string;
  digestTitle(count: number): string;
  digestMore(count: number): string;
  buttons: { show: string; more: string; topics: string };
  noMore: string;
  stillMore(count: number): string;
  say: {
    press(id: string, action: string): string;
    show(id: string): string;
    more: string;
    topics: string;
    follow(topic: string): string;
    unfollow(topic: string): string;
    stop: string;
    start: string;
  };
}

const en: NotificationTexts = {
  unfollow: (topic) => `Unfollow ${topic}`,
  followAgain: (topic) => `Follow ${topic} again`,
  stop: 'Stop notifications',
  startAgain: 'Start notifications again',
  howToStop: (command) => `To stop these, say: ${command}`,
  howToChoose: (command) => `To choose what comes, say: ${command}`,
  howToAnswer: (title, command) => `${title} – say: ${command}`,
  heldSince: (time) => `Held since ${time}`,
  pressed: (title, by, time) => `✓ ${title} – ${by}, ${time}`,
  somebody: 'somebody',
  about: (words) => `the notification “${words}”`,
  withdrawn: 'This was withdrawn; nothing was recorded.',
  tooLong: 'What you typed is too long; nothing was recorded.',
  notYours: 'I know no such notification of yours.',
  aCard: 'A card',
  digestTitle: (count) => `While it was quiet: ${count} notifications`,
  digestMore: (count) => `… and ${count} more`,
  buttons: { show: 'Show', more: 'Show more', topics: 'Topics' },
  noMore: 'There is nothing more to show.',
  stillMore: (count) => `More from the last digest (${count})`,
  say: {
    press: (id, action) => `press ${id} ${action}`,
    show: (id) => `show notification ${id}`,
    more: 'more notifications',
    topics: 'topics',
    follow: (topic) => `follow "${topic}"`,
    unfollow: (topic) => `unfollow "${topic}"`,
    stop: 'stop notifications',
    start: 'start notifications',
  },
};

const es: NotificationTexts = {
  unfollow: (topic) => `Dejar de seguir ${topic}`,
  followAgain: (topic) => `Seguir ${topic} otra vez`,
  stop: 'No más avisos',
  startAgain: 'Volver a recibir avisos',
  howToStop: (command) => `Para no recibirlos, di: ${command}`,
  howToChoose: (command) => `Para elegir qué llega, di: ${command}`,
  howToAnswer: (title, command) => `${title} – di: ${command}`,
  heldSince: (time) => `En espera desde ${time}`,
  pressed: (title, by, time) => `✓ ${title} – ${by}, ${time}`,
  somebody: 'alguien',
  about: (words) => `el aviso «${words}»`,
  withdrawn: 'Esto se retiró; no he anotado nada.',
  tooLong: 'Lo que has escrito es demasiado largo; no he anotado nada.',
  notYours: 'No conozco ningún aviso tuyo así.',
  aCard: 'Una tarjeta',
  digestTitle: (count) => `Mientras no te molestaba: ${count} avisos`,
  digestMore: (count) => `… y ${count} más`,
  buttons: { show: 'Ver', more: 'Ver más', topics: 'Temas' },
  noMore: 'No hay nada más que mostrar.',
  stillMore: (count) => `Más del último resumen (${count})`,
  say: {
    press: (id, action) => `pulsar ${id} ${action}`,
    show: (id) => `ver aviso ${id}`,
    more: 'más avisos',
    topics: 'temas',
    follow: (topic) => `seguir «${topic}»`,
    unfollow: (topic) => `dejar de seguir «${topic}»`,
    stop: 'no más avisos',
    start: 'volver a recibir avisos',
  },
};

export const NOTIFICATION_TEXTS: Record<Language, NotificationTexts> = { en, es };
