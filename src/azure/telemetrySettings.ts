/** Where the app's counts and times go, by the settings that the Functions host reads for its logs. */
import { optionalText } from '../settingFields';

export interface TelemetrySettings {
  connectionString: string;
  /** Whether only an identity may write there; then its client id, where it is not the only one. */
  identity?: { clientId?: string };
}

export const telemetrySettingsShape = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: optionalText.refine(
    (text) => text === undefined || /(^|;)InstrumentationKey=[^;]+/i.test(text),
    'is not a connection string: it names no InstrumentationKey',
  ),
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: optionalText,
};

/** Undefined when nothing is to be sent anywhere. */
export function telemetrySettingsOf(settings: {
  APPLICATIONINSIGHTS_CONNECTION_STRING?: string | undefined;
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING?: string | undefined;
}): TelemetrySettings | undefined {
  const connectionString = settings.APPLICATIONINSIGHTS_CONNECTION_STRING;
  if (!connectionString) return undefined;
  const authentication = settings.APPLICATIONINSIGHTS_AUTHENTICATION_STRING ?? '';
  if (!/(^|;)\s*Authorization=AAD/i.test(authentication)) return { connectionString };
  const clientId = /(?:^|;)\s*ClientId=([^;\s]+)/i.exec(authentication)?.[1];
  return { connectionString, identity: clientId ? { clientId } : {} };
}
