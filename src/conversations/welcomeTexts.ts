/** The welcome's words, in each language. */
import type { Language } from './chatTurn';
import type { ConversationKind } from './inboundActivity';

interface Circumstances {
  addedBy: string | undefined;
  place: string | undefined;
}

export interface WelcomeTexts {
  hello: string;
  why: Record<ConversationKind, (told: Circumstances) => string>;
  offers: string[];
  next: Record<ConversationKind, string>;
  buttons: { title: string; command: string }[];
}

export const WELCOME_TEXTS: Record<Language, WelcomeTexts> = {
  en: {
    hello: 'Hello, I am Recado.',
    why: {
      personal: () => 'I am here because the app was added for you. This chat is between you and me.',
      group: ({ addedBy, place }) =>
        `${addedBy ?? 'Somebody'} added me to ${place ? `the chat “${place}”` : 'this chat'}. Mention me and I answer here.`,
      channel: ({ addedBy, place }) =>
        `${addedBy ?? 'Somebody'} added me to ${place ? `the team “${place}”` : 'this team'}. Mention me in a channel and I answer in that thread.`,
    },
    offers: [
      'I remind you at the right time, even days later: I write first.',
      'I keep a list of what you asked for; you can cancel any of it.',
      'I speak English and Spanish.',
    ],
    next: {
      personal: 'Try it now:',
      group: 'Try it now, for example “@Recado remind me in 20 minutes to call the client”:',
      channel: 'Try it now, for example “@Recado remind me tomorrow at 9 to post the report”:',
    },
    buttons: [
      { title: 'Remind me in 1 minute to stretch', command: 'remind me in 1 minute to stretch' },
      { title: 'My reminders', command: 'list' },
      { title: 'Help', command: 'help' },
    ],
  },
  es: {
    hello: 'Hola, soy Recado.',
    why: {
      personal: () => 'Estoy aquí porque han añadido la aplicación para ti. Este chat es entre tú y yo.',
      group: ({ addedBy, place }) =>
        `${addedBy ?? 'Alguien'} me ha añadido ${place ? `al chat «${place}»` : 'a este chat'}. Mencióname y respondo aquí.`,
      channel: ({ addedBy, place }) =>
        `${addedBy ?? 'Alguien'} me ha añadido ${place ? `al equipo «${place}»` : 'a este equipo'}. Mencióname en un canal y respondo en ese hilo.`,
    },
    offers: [
      'Te aviso a su hora, aunque falten días: escribo yo primero.',
      'Guardo la lista de lo que me pediste; puedes cancelar cualquier cosa.',
      'Hablo español e inglés.',
    ],
    next: {
      personal: 'Pruébalo ahora:',
      group: 'Pruébalo ahora, por ejemplo «@Recado recuérdame en 20 minutos llamar al cliente»:',
      channel: 'Pruébalo ahora, por ejemplo «@Recado recuérdame mañana a las 9 publicar el informe»:',
    },
    buttons: [
      { title: 'Recuérdame en 1 minuto estirar', command: 'recuérdame en 1 minuto estirar' },
      { title: 'Mis recordatorios', command: 'lista' },
      { title: 'Ayuda', command: 'ayuda' },
    ],
  },
};
