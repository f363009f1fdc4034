// A small price feed to watch: the price of a hotel room in Las Vegas, which the page at / or a curl line moves. It runs on
// Node alone, on this machine alone; see the README beside it.
import { createHash } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { URLSearchParams } from 'node:url';

const { PORT = '7074', DATA_FILE = 'price.json' } = process.env;
const MAX_BODY_BYTES = 10_000;
const FIRST_PRICE = 250;
const HIGHEST_PRICE = 1_000_000;

let price = readPrice();

const server = createServer((request, response) => {
  answer(request, response).catch((error) => {
    console.error(`price feed: ${error.message}`);
    response.writeHead(500).end();
  });
});

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname !== '/' && pathname !== '/vegas.json') return response.writeHead(404).end();
  if (request.method === 'POST') return move(request, response, pathname);
  if (request.method !== 'GET') return response.writeHead(405, { allow: 'GET, POST' }).end();
  return pathname === '/' ? showPage(response) : showJson(request, response);
}

/** The new price, as a form has it (`price=200`), or a change of it in percent (`by=-20`). */
async function move(request, response, pathname) {
  const form = new URLSearchParams(await readBody(request));
  const wanted = form.has('by')
    ? price * (1 + Number(form.get('by')) / 100)
    : Number(form.get('price') ?? NaN);
  const next = Math.round(wanted * 100) / 100;
  if (!(next > 0 && next <= HIGHEST_PRICE)) return response.writeHead(400).end('Send price=200 or by=-20.\n');
  price = next;
  keepPrice();
  console.log(`price feed: the room in Las Vegas is now $${price}`);
  if (pathname === '/') return response.writeHead(303, { location: '/' }).end();
  return showJson(request, response);
}

function showJson(request, response) {
  const body = JSON.stringify({ hotel: 'The Neon Flamingo', city: 'Las Vegas', price, currency: 'USD' });
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;
  const headers = {
    'content-type': 'application/json',
    'content-language': 'en',
    'cache-control': 'no-cache',
    etag,
  };
  if (request.headers['if-none-match'] === etag) return response.writeHead(304, headers).end();
  return response.writeHead(200, headers).end(`${body}\n`);
}

function showPage(response) {
  const button = (by, label) => `<button name="by" value="${by}">${label}</button>`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-language': 'en' });
  response.end(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>The Neon Flamingo, Las Vegas</title>
<style>body{font:1rem/1.5 system-ui;max-width:28rem;margin:3rem auto;padding:0 1rem}output{font-size:3rem}</style></head>
<body><h1>The Neon Flamingo, Las Vegas</h1>
<p>One night, one room: <br><output>$${price.toFixed(2)}</output></p>
<form method="post">${button(-20, 'Drop by 20 %')} ${button(-5, 'Drop by 5 %')} ${button(10, 'Raise by 10 %')}</form>
<form method="post"><p><label>Or set it: <input name="price" type="number" min="1" step="0.01" required></label>
<button>Set</button></p></form>
<p>Watched at <a href="/vegas.json">/vegas.json</a>, place <code>/price</code>.</p></body></html>
`);
}

async function readBody(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > MAX_BODY_BYTES) throw new Error('the body is too long');
  }
  return text;
}

function readPrice() {
  try {
    const kept = JSON.parse(readFileSync(DATA_FILE, 'utf8'));
    return kept.price > 0 ? kept.price : FIRST_PRICE;
  } catch {
    return FIRST_PRICE; // nothing is kept yet, or nothing that can be read
  }
}

function keepPrice() {
  writeFileSync(`${DATA_FILE}.new`, JSON.stringify({ price }));
  renameSync(`${DATA_FILE}.new`, DATA_FILE);
}

process.on('disconnect', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));
// A terminal's Ctrl-C reaches all of `npm start`, which ends its parts itself, one after the other.
for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => process.send ?? process.exit(0));

server.on('error', (error) => {
  console.error(`price feed: ${error.message}`);
  process.exit(1);
});
server.listen(Number(PORT), '127.0.0.1', () => {
  const { port } = server.address();
  process.send?.({ type: 'ready', port });
  console.log(`price feed: http://localhost:${port}/`);
});
