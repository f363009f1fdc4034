/** Reads which page of a list a caller wants. */
import type { ProblemDetail } from './problem';

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
