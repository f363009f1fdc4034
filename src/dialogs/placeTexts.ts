/** What is said around dialogs that are put aside, go on, or are dropped, in each language. */
import type { Language } from '../conversations/chatTurn';
import type { DialogDescription } from './chatDialog';

export interface PlaceTexts {
  /** An earlier dialog goes on. */
  backTo(title: string): string;
  /** Where the dialog does not say what it is about. */
  backToQuestion: string;
  /** A question came in between, and waits for its answer. */
  butFirst: string;
  /** A message ended these dialogs. */
  dropped(described: readonly DialogDescription[]): string;
  something: string;
  /** A question came at the very moment of the message, which was not taken for its answer. */
  cameBetween: string;
  notTaken: string;
}

export const PLACE_TEXTS: Record<Language, PlaceTexts> = {
  en: {
    backTo: (title) => `Back to ${title}.`,
    backToQuestion: 'Back to my question.',
    butFirst: 'But first:',
    dropped: (described) =>
      [
        `I have dropped ${listed(described, 'and')} for this message.`,
        ...described.flatMap(({ again }) => (again ? [`To start again, say “${again}”.`] : [])),
      ].join(' '),
    something: 'what I had asked you',
    cameBetween: 'I was just asking you something else, and have not taken your message as an answer:',
    notTaken: 'So I have not taken your message as an answer to it.',
  },
  es: {
    backTo: (title) => `Volvemos a ${title}.`,
    backToQuestion: 'Volvemos a mi pregunta.',
    butFirst: 'Pero antes:',
    dropped: (described) =>
      [
        `He dejado ${listed(described, 'y')} por este mensaje.`,
        ...described.flatMap(({ again }) => (again ? [`Para empezar de nuevo, di «${again}».`] : [])),
      ].join(' '),
    something: 'lo que te había preguntado',
    cameBetween: 'Justo te estaba preguntando otra cosa y no he tomado tu mensaje como respuesta:',
    notTaken: 'Por eso no he tomado tu mensaje como respuesta.',
  },
};

const listed = (described: readonly DialogDescription[], and: string): string =>
  described.map(({ title }) => title).join(` ${and} `);
