/** What is said about a person's own settings and data, in each language. */
import type { Language } from '../conversations/chatTurn';

export interface SettingTexts {
  languageSet: string;
  languageShown: string;
  languageUnknown: string;
  firstHourSet(hour: string): string;
  firstHourShown(hour: string): string;
  firstHourWrong: string;
  /** Before what is known. */
  known: string;
  nothingKnown: string;
  howToForget: string;
  onlyPersonal: string;
  confirmForget: string;
  forgetButton: string;
  forgetCommand: string;
  forgotten: string;
}

const en: SettingTexts = {
  languageSet: 'From now on I speak English with you. You can still write to me in Spanish.',
  languageShown: 'I speak English with you. To change it: language spanish',
  languageUnknown: 'I speak English and Spanish: language english – or: idioma español',
  firstHourSet: (hour) => `Reminders with a date and no time now come at ${hour}.`,
  firstHourShown: (hour) => `Reminders with a date and no time come at ${hour}. To change it: first hour 8`,
  firstHourWrong: 'That is no hour from 0 to 23. For example: first hour 8',
  known: 'This is what I keep about you.',
  nothingKnown: 'I keep nothing about you.',
  howToForget: 'To have all of it removed: forget me',
  onlyPersonal: 'Others read along here: ask me that in our own chat.',
  confirmForget:
    'Everything that I keep about you goes for good: your settings, your reminders (none will come), your questions, and how I reach you. This cannot be undone. Shall I?',
  forgetButton: 'Yes, forget me',
  forgetCommand: 'yes, forget me',
  forgotten: 'It is done: I have removed all that I kept about you. If you write to me again, we start anew.',
};

const es: SettingTexts = {
  languageSet: 'Desde ahora te hablo en español. Puedes seguir escribiéndome en inglés.',
  languageShown: 'Te hablo en español. Para cambiarlo: idioma inglés',
  languageUnknown: 'Hablo español e inglés: idioma español – o: language english',
  firstHourSet: (hour) => `Los recordatorios con fecha y sin hora llegan ahora a las ${hour}.`,
  firstHourShown: (hour) =>
    `Los recordatorios con fecha y sin hora llegan a las ${hour}. Para cambiarlo: primera hora 8`,
  firstHourWrong: 'Eso no es una hora de 0 a 23. Por ejemplo: primera hora 8',
  known: 'Esto es lo que guardo sobre ti.',
  nothingKnown: 'No guardo nada sobre ti.',
  howToForget: 'Para borrarlo todo: olvídame',
  onlyPersonal: 'Aquí leen otros: pregúntamelo en nuestro chat.',
  confirmForget:
    'Se borra para siempre todo lo que guardo sobre ti: tus ajustes, tus recordatorios (no llegará ninguno), tus preguntas y cómo escribirte. No se puede deshacer. ¿Lo hago?',
  forgetButton: 'Sí, olvídame',
  forgetCommand: 'sí, olvídame',
  forgotten: 'Hecho: he borrado todo lo que guardaba sobre ti. Si me escribes otra vez, empezamos de nuevo.',
};

export const SETTING_TEXTS: Record<Language, SettingTexts> = { en, es };
