/** What the reminders' commands say, in each language. */
import type { Language } from '../conversations/chatTurn';
import type { AskReason, RejectReason } from './phrases/reading';

export interface ReminderTexts {
  /** The delivered reminder; `late` says when it was due and when it came. */
  due(message: string): string;
  late(dueAt: string, deliveredAt: string): string;
  confirmed(told: { message: string; when: string; rule?: string; id: string }): string;
  undo: { title: string; command(id: string): string };
  cancelled(id: string, message: string): string;
  alreadyOver(id: string, message: string): string;
  notFound(typed: string): string;
  emptyList: string;
  list(lines: string[], hidden: number): string;
  listLine(told: { id: string; when: string; message: string; isRecurring: boolean }): string;
  ask: Record<AskReason, string>;
  askReadings: string;
  /** A phrase that schedules exactly this wall time. */
  exactPhrase(date: string, time: string, message: string): string;
  reject: Record<RejectReason, string>;
  suggestion(phrase: string): string;
  example: string;
}

const en: ReminderTexts = {
  due: (message) => `⏰ ${message}`,
  late: (dueAt, deliveredAt) => `This is late: due ${dueAt}, delivered ${deliveredAt}.`,
  confirmed: ({ message, when, rule, id }) =>
    `I will remind you${rule ? ` ${rule}, first` : ''} on ${when}: ${message}\nId ${id}. To undo: cancel ${id}`,
  undo: { title: 'Undo', command: (id) => `cancel ${id}` },
  cancelled: (id, message) => `Cancelled ${id}: ${message}`,
  alreadyOver: (id, message) => `${id} is already over: ${message}`,
  notFound: (typed) => `I know no reminder of yours with the id “${typed}”. Say “list” to see them.`,
  emptyList: 'You have no reminders. Try: remind me in 20 minutes to stretch',
  list: (lines, hidden) =>
    [
      `Your reminders (cancel one with “cancel” and its id):`,
      ...lines,
      ...(hidden > 0 ? [`… and ${hidden} more`] : []),
    ].join('\n'),
  listLine: ({ id, when, message, isRecurring }) =>
    `• ${id} – ${when}${isRecurring ? ' (repeats)' : ''} – ${message}`,
  ask: {
    ambiguous: 'That can be read in more than one way, so I have set nothing.',
    'missing-time': 'When shall I remind you? I have set nothing yet.',
    'missing-message': 'What shall I remind you of? I have set nothing yet.',
    'vague-time': 'When exactly? I have set nothing yet.',
    'past-today': 'That time has passed today, so I have set nothing.',
    'missing-zone':
      'I do not know your time zone, so I have set nothing. Tell me, for example: time zone Europe/Madrid',
    'leftover-time': 'I have not understood all of the time, so I have set nothing.',
    'several-times': 'I see more than one time there, so I have set nothing.',
    'relative-to-event': 'I do not know when that is, so I have set nothing. Give me a time, please.',
  },
  askReadings: 'Did you mean:',
  exactPhrase: (date, time, message) => `remind me on ${date} at ${time} to ${message}`,
  reject: {
    past: 'That is in the past, so I have set nothing.',
    'impossible-date': 'There is no such date, so I have set nothing.',
    'impossible-time': 'There is no such time of day, so I have set nothing.',
    'too-far': 'That is too far ahead: I keep reminders for five years at most. I have set nothing.',
    'too-often': 'That is too often: every 5 minutes at most. I have set nothing.',
    'too-long': 'That is too long for a reminder: 500 characters at most. I have set nothing.',
    'unknown-zone': 'I do not know that time zone, so I have set nothing.',
    never: 'That would never come, so I have set nothing.',
  },
  suggestion: (phrase) => `This would work: ${phrase}`,
  example: 'For example: remind me tomorrow at 9 to call Ana',
};

const es: ReminderTexts = {
  due: (message) => `⏰ ${message}`,
  late: (dueAt, deliveredAt) => `Llega tarde: era para ${dueAt}, entregado ${deliveredAt}.`,
  confirmed: ({ message, when, rule, id }) =>
    `Te lo recordaré${rule ? ` ${rule}, la primera vez` : ''} el ${when}: ${message}\nId ${id}. Para deshacer: cancelar ${id}`,
  undo: { title: 'Deshacer', command: (id) => `cancelar ${id}` },
  cancelled: (id, message) => `Cancelado ${id}: ${message}`,
  alreadyOver: (id, message) => `${id} ya ha pasado: ${message}`,
  notFound: (typed) => `No conozco ningún recordatorio tuyo con el id «${typed}». Di «lista» para verlos.`,
  emptyList: 'No tienes recordatorios. Prueba: recuérdame en 20 minutos estirar',
  list: (lines, hidden) =>
    [
      'Tus recordatorios (cancela uno con «cancelar» y su id):',
      ...lines,
      ...(hidden > 0 ? [`… y ${hidden} más`] : []),
    ].join('\n'),
  listLine: ({ id, when, message, isRecurring }) =>
    `• ${id} – ${when}${isRecurring ? ' (se repite)' : ''} – ${message}`,
  ask: {
    ambiguous: 'Eso se puede entender de más de una manera, así que no he apuntado nada.',
    'missing-time': '¿Cuándo te lo recuerdo? Aún no he apuntado nada.',
    'missing-message': '¿Qué quieres que te recuerde? Aún no he apuntado nada.',
    'vague-time': '¿Cuándo exactamente? Aún no he apuntado nada.',
    'past-today': 'Esa hora ya ha pasado hoy, así que no he apuntado nada.',
    'missing-zone':
      'No conozco tu zona horaria, así que no he apuntado nada. Dímela, por ejemplo: zona horaria Europe/Madrid',
    'leftover-time': 'No he entendido toda la hora, así que no he apuntado nada.',
    'several-times': 'Veo más de una hora, así que no he apuntado nada.',
    'relative-to-event': 'No sé cuándo es eso, así que no he apuntado nada. Dime una hora, por favor.',
  },
  askReadings: 'Querías decir:',
  exactPhrase: (date, time, message) => `recuérdame el ${date} a las ${time} ${message}`,
  reject: {
    past: 'Eso ya ha pasado, así que no he apuntado nada.',
    'impossible-date': 'Esa fecha no existe, así que no he apuntado nada.',
    'impossible-time': 'Esa hora no existe, así que no he apuntado nada.',
    'too-far': 'Falta demasiado: guardo recordatorios cinco años como mucho. No he apuntado nada.',
    'too-often': 'Es demasiado a menudo: cada 5 minutos como mucho. No he apuntado nada.',
    'too-long': 'Es demasiado largo para un recordatorio: 500 caracteres como mucho. No he apuntado nada.',
    'unknown-zone': 'No conozco esa zona horaria, así que no he apuntado nada.',
    never: 'Eso no llegaría nunca, así que no he apuntado nada.',
  },
  suggestion: (phrase) => `Esto valdría: ${phrase}`,
  example: 'Por ejemplo: recuérdame mañana a las 9 llamar a Ana',
};

export const REMINDER_TEXTS: Record<Language, ReminderTexts> = { en, es };
