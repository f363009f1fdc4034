/** Errors of the HTTP API as RFC 9457 problem details. */
import type { HttpResponseInit } from '@azure/functions';

export interface ProblemDetail {
  status: number;
  title: string;
  detail?: string;
  /** What is wrong with which part of the body, as JSON pointers. */
  errors?: { pointer: string; detail: string }[];
}

/** The response for a problem. */
export function problem(detail: ProblemDetail): HttpResponseInit {
  return {
    status: detail.status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8' },
    body: JSON.stringify({ type: 'about:blank', ...detail }),
  };
}
