// The page's own files, and the headers under which a browser shows them: nothing from elsewhere, in no frame.
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';

const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
};

const DOCUMENT = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Recado</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/page.css" />
    <script type="module" src="/page.js"></script>
  </head>
  <body>
    <noscript>This page needs JavaScript.</noscript>
  </body>
</html>
`;

/** The bot's mark: a note with a folded corner and a waiting dot. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="8" fill="#4f46e5"/>
<path d="M8 9.5A2.5 2.5 0 0 1 10.500 7h11A2.500 2.500 0 0 1 24 9.500v8a2.500 2.500 0 0 1-2.500 2.500H15l-4.600 4.300c-.5.500-1.400.1-1.400-.6V20A2.500 2.500 0 0 1 8 17.500z" fill="#fff"/>
<path d="M12 12h8M12 15.500h5" stroke="#4f46e5" stroke-width="1.800" stroke-linecap="round"/>
</svg>
`;

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  map: 'application/json; charset=utf-8',
};

/** The files of the page that are built. */
export const BUILT_FILES = ['page.js', 'page.js.map', 'page.css', 'page.css.map'] as const;

/** Sends the document or the icon. */
export function sendOwnFile(response: ServerResponse, name: 'document' | 'icon'): void {
  const [type, text] = name === 'icon' ? ['image/svg+xml', ICON] : ['text/html; charset=utf-8', DOCUMENT];
  response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': type }).end(text);
}

/** Sends a file that the build made in `folder`; 404 with the cure when it is not there. */
export async function sendBuiltFile(
  response: ServerResponse,
  folder: string,
  name: (typeof BUILT_FILES)[number],
): Promise<void> {
  const text = await readFile(join(folder, name)).catch((failure: unknown) => {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw failure;
  });
  const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'text/plain';
  if (text) response.writeHead(200, { ...SECURITY_HEADERS, 'content-type': type }).end(text);
  else
    response.writeHead(404, { 'content-type': 'text/plain' }).end(`${name} is not built; run: npm run build`);
}
