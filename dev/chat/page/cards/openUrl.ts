// Follows a link that the bot gave, in a tab of its own, when it is one that a person can follow.

const ALLOWED = ['http:', 'https:', 'mailto:', 'tel:'];

/** Opens the address; says so when it may not be opened. Always true: the caller need not open it again. */
export function openUrl(url: string, { notify }: { notify(text: string): void }): true {
  const protocol = URL.parse(url)?.protocol ?? '';
  if (ALLOWED.includes(protocol)) window.open(url, '_blank', 'noopener,noreferrer');
  else notify(`This button leads nowhere that can be opened: ${url}`);
  return true;
}
