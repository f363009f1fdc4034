/** What `npm start` says once everything runs: where to go, what to type, how to end it. */
import { TENANT_ID } from '../chat/directory/seedDirectory';

export interface BannerFacts {
  seconds: number;
  hostUrl: string;
  hostDescription: string;
  chatUrl: string;
  /** The sample price feed, without a slash at its end. */
  feedUrl: string;
  /** What `Storage` is: ports, or the developer's own account. */
  storage: string;
  /** The key that opens the API, where keys are asked for. */
  functionKey: string | undefined;
  dataFolder: string;
}

/** Lines that show how a system speaks to the app. */
function curlLines({ hostUrl, functionKey }: BannerFacts): string[] {
  const key = functionKey ? `-H 'x-functions-key: ${functionKey}' ` : '';
  const lastOpen = `curl -s ${key}'${hostUrl}/api/answers?state=open' | node -pe 'JSON.parse(fs.readFileSync(0)).items.at(-1).id'`;
  const note = '{"to": {"everyone": true}, "message": "Build **42** is green.", "why": "you, by curl"}';
  return [
    `curl ${hostUrl}/api/health`,
    `curl ${key}-H 'content-type: application/json' -d '${note}' '${hostUrl}/api/notifications?tenant=${TENANT_ID}'`,
    `curl ${key}-H 'content-type: application/json' -d '{"text": "It is 42."}' ${hostUrl}/api/answers/$(${lastOpen})`,
  ];
}

export function bannerOf(facts: BannerFacts): string {
  const lines: [string, string][] = [
    ['Chat page', facts.chatUrl],
    ['Write there', 'remind me in 1 minute to stretch'],
    ['', 'ask what the meaning of life is, in 2 minutes   (the last line below answers it by hand)'],
    ['', `watch ${facts.feedUrl}/vegas.json at /price drops 20% every 10 seconds`],
    ['Then', `curl -d by=-20 ${facts.feedUrl}/vegas.json   (or the buttons at ${facts.feedUrl}/)`],
    ['Try', curlLines(facts).join('\n' + ' '.repeat(16))],
    ...(facts.functionKey ? [['Function key', facts.functionKey] satisfies [string, string]] : []),
    ['Bot', `${facts.hostUrl}/api/messages, run by ${facts.hostDescription}`],
    ['Storage', facts.storage],
  ];
  return [
    '',
    `Recado runs (ready in ${facts.seconds.toFixed(1)} s).`,
    '',
    ...lines.map(([name, value]) => `  ${name.padEnd(14)}${value}`),
    '',
    `Ctrl-C ends everything. What you do is kept in ${facts.dataFolder}; npm start -- --fresh starts with nothing.`,
    '',
  ].join('\n');
}
