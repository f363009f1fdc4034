/** What the bot itself says, in each language. */
import type { Language } from '../conversations/chatTurn';

export interface BotTexts {
  help: string;
  helpButtons: { title: string; command: string }[];
  notUnderstood: string;
  apology: string;
  /** Above what came due while somebody could not be reached. */
  whileAway: string;
  /** The same in a group or a channel. */
  whileSilent: string;
  zoneSet(zone: string, now: string): string;
  zoneShown(zone: string, now: string): string;
  zoneUnknown: string;
  zoneNotFound(typed: string): string;
  zoneCandidates: string;
}

const en: BotTexts = {
  help: [
    'I write to you when it is time. Say for example:',
    '• remind me in 20 minutes to check the oven',
    '• remind me tomorrow at 9 to call Ana',
    '• new reminder – I ask step by step',
    '• list – your reminders',
    '• ask where the printer paper is – the answer comes as soon as there is one',
    '• questions – what you have asked, and how it stands',
    '• watch https://example.com/room.json at /price drops 20% – I tell you when it does; watches – what I watch',
    '• topics – what you can follow; also mute for 2 hours, quiet hours 22:00–08:00, stop notifications',
    '• cancel K7M2P – with the id from the list; also show, edit, snooze, done, pause, skip',
    '• undo – takes back what you did last',
    '• time zone Europe/Madrid – so that I know what “at 9” means; also language, first hour',
    '• what do you know about me, forget me',
    'In a group or a channel mention me first; I answer right there.',
  ].join('\n'),
  helpButtons: [
    { title: 'My reminders', command: 'list' },
    { title: 'Try: in 1 minute', command: 'remind me in 1 minute to stretch' },
  ],
  notUnderstood:
    'I did not understand that, and have set nothing. Try: remind me in 20 minutes to stretch – or say “help”.',
  apology:
    'Sorry, something went wrong here and I cannot say that it was done. “list” shows what is set; please try again in a minute.',
  whileAway: 'While you were away I could not reach you. This came due:',
  whileSilent: 'I could not write here for a while. This came due:',
  zoneSet: (zone, now) => `Your time zone is ${zone}. It is ${now} there.`,
  zoneShown: (zone, now) => `Your time zone is ${zone}: it is ${now}. To change it: time zone Europe/Madrid`,
  zoneUnknown: 'I do not know your time zone. Tell me, for example: time zone Europe/Madrid',
  zoneNotFound: (typed) =>
    `I know no time zone “${typed}”. Name a city or an IANA zone, for example: time zone Europe/Madrid`,
  zoneCandidates: 'Which one do you mean?',
};

const es: BotTexts = {
  help: [
    'Te escribo cuando llega la hora. Di por ejemplo:',
    '• recuérdame en 20 minutos mirar el horno',
    '• recuérdame mañana a las 9 llamar a Ana',
    '• nuevo recordatorio – te pregunto paso a paso',
    '• lista – tus recordatorios',
    '• pregunta dónde está el papel de la impresora – la respuesta llega en cuanto la haya',
    '• preguntas – lo que has preguntado y cómo va',
    '• vigila https://example.com/habitacion.json en /precio baja 20% – te aviso cuando pase; vigilancias – lo que vigilo',
    '• temas – lo que puedes seguir; también silenciar 2 horas, horas de silencio 22:00 a 08:00, no más avisos',
    '• cancelar K7M2P – con el id de la lista; también ver, editar, posponer, hecho, pausar, saltar',
    '• deshacer – quita lo último que hiciste',
    '• zona horaria Europe/Madrid – para saber qué es «a las 9»; también idioma, primera hora',
    '• qué sabes de mí, olvídame',
    'En un grupo o un canal mencióname primero; respondo ahí mismo.',
  ].join('\n'),
  helpButtons: [
    { title: 'Mis recordatorios', command: 'lista' },
    { title: 'Probar: en 1 minuto', command: 'recuérdame en 1 minuto estirar' },
  ],
  notUnderstood:
    'No lo he entendido y no he apuntado nada. Prueba: recuérdame en 20 minutos estirar – o di «ayuda».',
  apology:
    'Lo siento, algo ha fallado y no puedo decir que esté hecho. «lista» enseña lo que hay; inténtalo de nuevo en un minuto.',
  whileAway: 'Mientras no estabas no pude escribirte. Venció esto:',
  whileSilent: 'Durante un tiempo no pude escribir aquí. Venció esto:',
  zoneSet: (zone, now) => `Tu zona horaria es ${zone}. Allí son ${now}.`,
  zoneShown: (zone, now) =>
    `Tu zona horaria es ${zone}: son ${now}. Para cambiarla: zona horaria Europe/Madrid`,
  zoneUnknown: 'No conozco tu zona horaria. Dímela, por ejemplo: zona horaria Europe/Madrid',
  zoneNotFound: (typed) =>
    `No conozco ninguna zona horaria «${typed}». Di una ciudad o una zona IANA, por ejemplo: zona horaria Europe/Madrid`,
  zoneCandidates: '¿Cuál de ellas?',
};

export const BOT_TEXTS: Record<Language, BotTexts> = { en, es };
