/** Reads which page of a list a caller wants, and answers where there is no such page. */
import type { HttpResponseInit } from '@azure/functions';
import { UnknownPage } from '../azure/unknownPage';
import { problem, type ProblemDetail } from './problem';

const USUAL_SIZE = 50;
const MAX_SIZE = 500;

/** `next` is what the page before gave. */
export type Paging = { ok: true; size: number; next?: string } | { ok: false; problem: ProblemDetail };

/** From the query's `size` (1 to 500, usually 50) and `next`. */
export function readPaging(query: URLSearchParams): Paging {
  const size = query.get('size') ?? String(USUAL_SIZE);
  const next = query.get('next');
  if (!/^\d{1,3}$/.test(size) || Number(size) < 1 || Number(size) > MAX_SIZE)
    return {
      ok: false,
      problem: {
        status: 400,
        title: 'The size is not a page’s size.',
        detail: `Give a whole number from 1 to ${MAX_SIZE}.`,
      },
    };
  return { ok: true, size: Number(size), ...(next ? { next } : {}) };
}

/** The page as a response; 400 where what the caller gave as `next` is of no page. */
export async function answerPage<P>(
  reading: Promise<P>,
  show: (page: P) => HttpResponseInit | Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  try {
    return await show(await reading);
  } catch (error) {
    if (!(error instanceof UnknownPage)) throw error;
    return problem({ status: 400, title: 'The value of next is none that was given out.' });
  }
}
