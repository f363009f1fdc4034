// Takes an HTTP request's target apart: the path that routes are matched with, and the query as functions see it.

/** Where a request goes. */
export interface RequestTarget {
  /** Decoded, without a slash at either end; an encoded slash stays encoded. */
  path: string;
  /** Without the question mark; empty when there is none. */
  query: string;
}

/** The target of a request line; undefined when its path is not well encoded. */
export function parseTarget(url: string): RequestTarget | undefined {
  const origin = url.startsWith('/') ? url : pathOfAbsolute(url);
  if (origin === undefined) return undefined;
  const end = origin.indexOf('?');
  const rawPath = end < 0 ? origin : origin.slice(0, end);
  const path = decodePath(rawPath.replace(/^\//, '').replace(/\/+$/, ''));
  return path === undefined ? undefined : { path, query: end < 0 ? '' : origin.slice(end + 1) };
}

/** The query as the host hands it on: each name once, in the case first seen, the values of repeated names joined by commas. */
export function queryOf(query: string): Record<string, { value: string }> {
  const joined: Record<string, { value: string }> = {};
  const nameByLowerCase = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const seen = nameByLowerCase.get(name.toLowerCase());
    if (seen !== undefined && joined[seen]) {
      joined[seen].value += `,${value}`;
    } else {
      nameByLowerCase.set(name.toLowerCase(), name);
      joined[name] = { value };
    }
  }
  return joined;
}

function decodePath(path: string): string | undefined {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path.replaceAll(/%2f/gi, '%252F'));
  } catch {
    return undefined;
  }
}

function pathOfAbsolute(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { pathname, search } = new URL(url);
  return pathname + search;
}
