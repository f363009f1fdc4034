/** What is said around questions, in each language. */
import type { Language } from '../conversations/chatTurn';

export interface DialogTexts {
  /** A question was left without an answer. */
  left: string;
  /** A question that came in a message was left without an answer. */
  unanswered: string;
  nothingToLeave: string;
  /** Something else was done while a question waits. */
  stillOpen(question: string): string;
  /** Something else was begun in place of a question. */
  dropped: string;
  noAnswer: string;
  /** After words that are said again, and may hold a question that has gone since. */
  nothingOpen: string;
}

export const DIALOG_TEXTS: Record<Language, DialogTexts> = {
  en: {
    left: 'All right, I have set nothing.',
    unanswered: 'All right, I leave it without an answer.',
    nothingToLeave:
      'I am not asking anything just now. To cancel a reminder, say “cancel” and its id: “list” shows it.',
    stillOpen: (question) => `My question is still open: ${question}`,
    dropped: 'I have dropped the question that was open.',
    noAnswer: 'I did not understand that as an answer. To drop the question, say “cancel”.',
    nothingOpen: 'No question of mine is open now.',
  },
  es: {
    left: 'De acuerdo, no he apuntado nada.',
    unanswered: 'De acuerdo, lo dejo sin respuesta.',
    nothingToLeave:
      'Ahora no estoy preguntando nada. Para cancelar un recordatorio di «cancelar» y su id: «lista» lo enseña.',
    stillOpen: (question) => `Mi pregunta sigue abierta: ${question}`,
    dropped: 'He dejado la pregunta que estaba abierta.',
    noAnswer: 'No lo he entendido como respuesta. Para dejar la pregunta, di «cancelar».',
    nothingOpen: 'Ahora no hay ninguna pregunta mía abierta.',
  },
};
