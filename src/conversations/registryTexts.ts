/** How what the registry keeps about a person is told, in each language. */
import type { Language } from './chatTurn';

interface RegistryTexts {
  person: string;
  fields: Record<
    | 'name'
    | 'emails'
    | 'locale'
    | 'chosenLanguage'
    | 'chosenZone'
    | 'channelZone'
    | 'firstHour'
    | 'refusesOthers',
    string
  >;
  field(name: keyof RegistryTexts['fields'], value: string): string;
  conversation(state: string, channel: string): string;
}

const en: RegistryTexts = {
  person: 'About you:',
  fields: {
    name: 'Name',
    emails: 'E-mail, so that systems can reach you by it',
    locale: 'Locale that your app tells',
    chosenLanguage: 'Language that you chose',
    chosenZone: 'Time zone that you chose',
    channelZone: 'Time zone that your app tells',
    firstHour: 'First hour of your day',
    refusesOthers: 'No reminders from others',
  },
  field: (name, value) => `• ${en.fields[name]}: ${value}`,
  conversation: (state, channel) => `• Our own chat, so that I can write to you: ${channel}, ${state}`,
};

const es: RegistryTexts = {
  person: 'Sobre ti:',
  fields: {
    name: 'Nombre',
    emails: 'Correo, para que los sistemas te encuentren por él',
    locale: 'Idioma que dice tu aplicación',
    chosenLanguage: 'Idioma que elegiste',
    chosenZone: 'Zona horaria que elegiste',
    channelZone: 'Zona horaria que dice tu aplicación',
    firstHour: 'Primera hora de tu día',
    refusesOthers: 'Sin recordatorios de otros',
  },
  field: (name, value) => `• ${es.fields[name]}: ${value}`,
  conversation: (state, channel) => `• Nuestro chat, para poder escribirte: ${channel}, ${state}`,
};

export const REGISTRY_TEXTS: Record<Language, RegistryTexts> = { en, es };
