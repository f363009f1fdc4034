// The questions that were taken, in one file: written whole and in one step, so that a crash leaves the old or the new one.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

/** Answered ones are kept only for those who ask again, and not without end. */
const MAX_KEPT = 1000;

/** Opens the file; throws when it is there and cannot be read. */
export function openQuestions(file) {
  const questions = new Map(
    existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).map((question) => [question.id, question]) : [],
  );
  return {
    find: (id) => questions.get(id),
    all: () => [...questions.values()],
    /** Keeps the question; it is on disk when this returns. */
    put(question) {
      questions.set(question.id, question);
      for (const [id, { isAnswered }] of questions) {
        if (questions.size <= MAX_KEPT) break;
        if (isAnswered) questions.delete(id);
      }
      writeFileSync(`${file}.new`, JSON.stringify([...questions.values()]));
      renameSync(`${file}.new`, file);
    },
  };
}
