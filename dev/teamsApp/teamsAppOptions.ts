// What `npm run teams-app` is told: which bot, where it answers, and who publishes it.
import { parseArgs } from 'node:util';

export interface TeamsAppOptions {
  /** The bot's MicrosoftAppId. */
  botId: string;
  /** The app's id in Teams; the bot's own unless said. It stays the same over all versions. */
  teamsAppId: string;
  /** The host of the Functions app, without scheme. */
  host: string;
  developer: string;
  website: string;
  privacy: string;
  terms: string;
}

export const USAGE =
  'npm run teams-app -- --app-id <MicrosoftAppId> --host <name>.azurewebsites.net\n' +
  '  [--teams-app-id <guid>] [--developer <name>] [--website <https address>] [--privacy <…>] [--terms <…>]';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const HOST = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/i;

/** Reads the command line. Throws a TypeError that lists all that is wrong with it. */
export function readTeamsAppOptions(args: readonly string[]): TeamsAppOptions {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      'app-id': text,
      'teams-app-id': text,
      host: text,
      developer: text,
      website: text,
      privacy: text,
      terms: text,
    },
  });
  const botId = (values['app-id'] ?? '').toLowerCase();
  const host = values.host ?? '';
  const website = values.website ?? `https://${host}`;
  const options = {
    botId,
    teamsAppId: (values['teams-app-id'] ?? botId).toLowerCase(),
    host,
    developer: values.developer ?? 'Recado',
    website,
    privacy: values.privacy ?? website,
    terms: values.terms ?? website,
  };
  const problems = problemsOf(options);
  if (problems.length > 0) throw new TypeError(`${problems.join('\n')}\n\n${USAGE}`);
  return options;
}

function problemsOf(options: TeamsAppOptions): string[] {
  const problems: string[] = [];
  if (!GUID.test(options.botId)) problems.push("--app-id is not a GUID: give the bot's MicrosoftAppId.");
  else if (!GUID.test(options.teamsAppId)) problems.push('--teams-app-id is not a GUID.');
  if (!HOST.test(options.host))
    problems.push('--host is not a host name such as recado.azurewebsites.net (no scheme, no path).');
  if (options.developer.length > 32) problems.push('--developer is longer than 32 characters.');
  for (const name of ['website', 'privacy', 'terms'] as const)
    if (!/^https:\/\/[^\s]+$/.test(options[name]) && HOST.test(options.host))
      problems.push(`--${name} is not an https:// address.`);
  return problems;
}
