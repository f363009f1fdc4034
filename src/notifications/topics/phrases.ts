/** How people say what they want of notifications, in each language. */
import type { ChatTurn, Language } from '../../conversations/chatTurn';

type Pattern = Record<Language, string>;

const EN_TOPIC = '(?:the )?(?:topic )?(?<topic>\\S.{0,100}?)';
const ES_TOPIC = '(?:a |el |la )?(?:tema )?(?<topic>\\S.{0,100}?)';
const ID = '(?<id>[0-9a-z]{24})';

export const PHRASES = {
  // “follow up …” is something to be reminded of.
  follow: {
    en: `(?:follow(?! up\\b)|subscribe to) ${EN_TOPIC}`,
    es: `(?:seguir|sigue|suscr[ií]beme|suscribirme) ${ES_TOPIC}`,
  },
  unfollow: {
    en: `(?:unfollow|stop following|unsubscribe from) ${EN_TOPIC}`,
    es: `(?:dejar de seguir|deja de seguir|no seguir) ${ES_TOPIC}`,
  },
  topics: {
    en: '(?:(?:list|show)(?: me)? )?(?:(?:my|all|the) )?(?:topics)(?: (?:page )?(?<page>\\d{1,3}))?',
    es: '(?:(?:lista|listar|ver|muestra) )?(?:(?:mis|los|de) )?(?:temas)(?: (?:p[aá]gina )?(?<page>\\d{1,3}))?',
  },
  unmute: {
    en: '(?:unmute|end mute)(?: (?:the )?(?:topic )?(?<topic>\\S.{0,100}?))?',
    es: '(?:quitar (?:el )?silencio|quita (?:el )?silencio|dejar de silenciar|desilenciar)(?: (?:a |el )?(?:tema )?(?<topic>\\S.{0,100}?))?',
  },
  mute: {
    en: 'mute(?: (?:the )?(?:topic )?(?<rest>\\S.{0,160}?))?',
    es: '(?:silenciar?|sil[eé]nciame|silenciarme)(?: (?:a |el tema )?(?<rest>\\S.{0,160}?))?',
  },
  quietOff: {
    en: '(?:(?:quiet hours|do not disturb) off|no quiet hours|(?:end|remove|stop)(?: my)? quiet hours)',
    es: '(?:(?:quitar?|sin)(?: las| mis)? horas (?:de silencio|tranquilas)|horas (?:de silencio|tranquilas) no)',
  },
  quiet: {
    en: '(?:(?:set|change|show)(?: my)? |my )?quiet hours(?: (?:are |to |from )?(?<hours>\\S.{0,60}?))?',
    es: '(?:(?:cambiar?|ver)(?: mis| las)? |mis )?horas (?:de silencio|tranquilas)(?: (?:de las |desde las |de |a )?(?<hours>\\S.{0,60}?))?',
  },
  stop: {
    en: '(?:(?:stop|no|no more)(?: (?:all|sending))*(?: the)? notifications|unsubscribe|opt out)',
    es: '(?:(?:parar?|detener|no m[aá]s|sin|basta de)(?: todos los| los)? avisos|darme de baja)',
  },
  start: {
    en: '(?:(?:start|resume)(?: the| all)? notifications(?: again)?|opt in)',
    es: '(?:(?:volver a recibir|reanudar?|recibir)(?: los)? avisos(?: otra vez)?)',
  },
  press: { en: `press ${ID} (?<action>\\S.{0,100}?)`, es: `pulsar ${ID} (?<action>\\S.{0,100}?)` },
  show: { en: `show notification ${ID}`, es: `ver aviso ${ID}` },
  more: { en: '(?:show )?more notifications', es: '(?:ver )?m[aá]s avisos' },
} satisfies Record<string, Pattern>;

export type PhraseName = keyof typeof PHRASES;

export interface SaidPhrase {
  language: Language;
  parts: Readonly<Record<string, string | undefined>>;
}

const compiled = new Map(
  Object.entries(PHRASES).map(([name, pattern]) => [
    name,
    { en: whole(pattern.en), es: whole(pattern.es) } satisfies Record<Language, RegExp>,
  ]),
);

function whole(pattern: string): RegExp {
  return new RegExp(`^[¡¿]?(?:${pattern})(?:,? (?:please|por favor))?[.!?]*$`, 'iu');
}

/** Whether the message is this phrase, in which language (the person's own first), and its parts. */
export function said(
  name: PhraseName,
  { text, language }: Pick<ChatTurn, 'text' | 'language'>,
): SaidPhrase | undefined {
  const order: Language[] = language === 'es' ? ['es', 'en'] : ['en', 'es'];
  for (const each of order) {
    const match = compiled.get(name)?.[each].exec(text);
    if (match) return { language: each, parts: match.groups ?? {} };
  }
  return undefined;
}
