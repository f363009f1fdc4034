/** Reads what people type in answer to a question with choices: a title, its beginning, a number, or a number in words. */
import type { Choice } from './cardQuestion';

/** In both languages, as people write them without thinking; the place in the list is the number less one. */
const NUMBERS: readonly RegExp[] = [
  /^(?:1|one|first|uno|una|primer[oa]?)$/,
  /^(?:2|two|second|dos|segund[oa])$/,
  /^(?:3|three|third|tres|tercer[oa]?)$/,
  /^(?:4|four|fourth|cuatro|cuart[oa])$/,
  /^(?:5|five|fifth|cinco|quint[oa])$/,
  /^(?:6|six|sixth|seis|sext[oa])$/,
];
/** “the first one”, “option 2”, “la primera, por favor”. */
const AROUND_NUMBER =
  /^(?:the|el|la|option|opcion|number|numero|no|n|#)\s+|\s+(?:one|option|opcion|please|por favor)$/g;
/** Shorter beginnings of a title are said by chance. */
const MIN_BEGINNING = 3;

/** The choice that these words name; undefined when they name none, or more than one. */
export function readChoice(text: string, choices: readonly Choice[]): Choice | undefined {
  const said = plain(text);
  if (said === '') return undefined;
  const exact = choices.filter(({ title, id }) => plain(title) === said || plain(id) === said);
  if (exact.length > 0) return exact.length === 1 ? exact[0] : undefined;
  const number = numberIn(said);
  if (number !== undefined) return choices[number - 1];
  const begun = said.length < MIN_BEGINNING ? [] : choices.filter(({ title }) => begins(plain(title), said));
  return begun.length === 1 ? begun[0] : undefined;
}

/** Whole words of the title, from its first on. */
const begins = (title: string, said: string): boolean => title.startsWith(`${said} `);

function numberIn(said: string): number | undefined {
  const bare = said.replace(AROUND_NUMBER, '').replace(AROUND_NUMBER, '');
  if (/^\d{1,2}$/.test(bare)) return Number(bare);
  const index = NUMBERS.findIndex((pattern) => pattern.test(bare));
  return index >= 0 ? index + 1 : undefined;
}

/** Without what people leave out or add: case, accents, signs at the ends. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[.,;:!?¡¿"“”«»()[\]'’]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
