// The page's line to its server: the state at once, the changes as they happen, and what the person does.
import type { Deed } from '../server/deed';
import type { DeedOutcome, LiveEvent, PageState } from '../server/pageProtocol';

/** Fetches everything. Rejects when the server cannot be reached. */
export async function fetchState(): Promise<PageState> {
  const response = await fetch('/chat/state');
  if (!response.ok) throw new Error(`The chat did not answer (${response.status}).`);
  return (await response.json()) as PageState;
}

/** Does something. Never rejects: what went wrong is in the outcome. */
export async function postDeed(deed: Deed): Promise<DeedOutcome> {
  try {
    const response = await fetch('/chat/deeds', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(deed),
    });
    const body = (await response.json()) as DeedOutcome & { readonly detail?: string };
    return response.ok
      ? body
      : { isOk: false, problem: body.detail ?? `The chat refused this (${response.status}).` };
  } catch {
    return { isOk: false, problem: 'The local chat cannot be reached. Is npm start still running?' };
  }
}

/** Hears of changes. `onOpen` is called at each connection, the first and every later one; `onLost` when it breaks. */
export function listen(handlers: {
  readonly onOpen: () => void;
  readonly onEvent: (event: LiveEvent) => void;
  readonly onLost: () => void;
}): void {
  const source = new EventSource('/chat/events');
  source.onopen = handlers.onOpen;
  source.onerror = handlers.onLost;
  source.onmessage = ({ data }: MessageEvent<string>) => {
    handlers.onEvent(JSON.parse(data) as LiveEvent);
  };
}
