/** The words of the commands that change one reminder. */
import type { Language } from '../../conversations/chatTurn';
import { ID } from './commandPattern';

export const CHANGE_PATTERNS = {
  cancel: {
    en: `(?:cancel|delete|remove|forget|refuse)(?: reminder| id)? ${ID}`,
    es: `(?:cancelar?|borrar?|elimina(?:r)?|quitar?|olvidar?|rechazar?)(?: el)?(?: recordatorio| id)? ${ID}`,
  },
  pause: { en: `pause(?: reminder)? ${ID}`, es: `pausar?(?: el)?(?: recordatorio)? ${ID}` },
  resume: {
    en: `(?:resume|unpause|continue)(?: reminder)? ${ID}`,
    es: `(?:reanudar?|continuar?)(?: el)?(?: recordatorio)? ${ID}`,
  },
  skip: {
    en: `skip(?: the next(?: one)? of| next)?(?: reminder)? ${ID}`,
    es: `s[aá]ltar?(?:se)?(?: la pr[oó]xima(?: de)?)?(?: el)?(?: recordatorio)? ${ID}`,
  },
  done: {
    en: `(?:done|finished|completed?)(?: with)?(?: reminder)? ${ID}`,
    es: `(?:hecho|listo|terminado)(?: el)?(?: recordatorio)? ${ID}`,
  },
  undo: {
    en: `(?:undo|restore)(?: reminder)? ${ID}`,
    es: `(?:deshacer|deshaz|restaurar?)(?: el)?(?: recordatorio)? ${ID}`,
  },
  rename: {
    en: `(?:edit|change)(?: reminder)? ${ID} (?:text|message)[: ]+(?<text>[^]+)`,
    es: `(?:editar?|cambiar?)(?: el)?(?: recordatorio)? ${ID} (?:texto|mensaje)[: ]+(?<text>[^]+)`,
  },
} as const satisfies Record<string, Record<Language, string>>;

/** The same without an id: the one that came last, or what was done last. */
export const BARE_PATTERNS = {
  done: { en: '(?:done|did it|finished|completed)', es: '(?:hecho|ya est[aá]|listo|terminado)' },
  undo: { en: 'undo(?: (?:that|it))?', es: '(?:deshacer|deshaz(?:lo)?)' },
} as const satisfies Record<string, Record<Language, string>>;
