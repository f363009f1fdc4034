/** What an operator can set about installing the app for others, and what holds when nothing is set. */
import { isPrivateWay } from '../http/serviceAddress';
import { numberOf, optionalGuid, optionalText, wholeNumber } from '../settingFields';

export interface InstallationSettings {
  /** The id in the Teams app's manifest; absent where the bot has no identity either. */
  teamsAppId?: string;
  /** Where Microsoft Graph is, without a slash at its end. */
  graphUrl: string;
  /** Installations a second in one tenant. */
  perSecond: number;
}

/** Of the public cloud. */
const GRAPH_URL = 'https://graph.microsoft.com';
/** What Graph allows one app in one tenant: https://learn.microsoft.com/graph/throttling-limits (Microsoft Teams). */
const PER_SECOND = 30;

/** The settings' schema, by their names. */
export const installationSettingsShape = {
  TEAMS_APP_ID: optionalGuid,
  GRAPH_URL: optionalText.refine(
    (value) => value === undefined || isOrigin(value),
    'is not the https:// address of a host, without a path',
  ),
  INSTALLATIONS_PER_SECOND: wholeNumber(1, 300),
};

type Raw = { [K in keyof typeof installationSettingsShape]?: string | undefined };

/** The settings of values that the schema has let through. */
export function installationSettingsOf(raw: Raw = {}, botAppId?: string): InstallationSettings {
  const teamsAppId = raw.TEAMS_APP_ID ?? botAppId;
  return {
    ...(teamsAppId ? { teamsAppId } : {}),
    graphUrl: (raw.GRAPH_URL ?? GRAPH_URL).replace(/\/$/, ''),
    perSecond: numberOf(raw.INSTALLATIONS_PER_SECOND, PER_SECOND),
  };
}

function isOrigin(value: string): boolean {
  return isPrivateWay(value) && new URL(value).origin === value.replace(/\/$/, '');
}
