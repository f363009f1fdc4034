import { readConfig } from '../../src/config';
import { DAY_MS } from '../../src/clock';

const STORAGE = { AzureWebJobsStorage: 'UseDevelopmentStorage=true' };
const settingsOf = (env: Record<string, string>) => readConfig({ ...STORAGE, ...env }).notifications;

describe('what an operator sets about notifications', () => {
  it('holds when nothing is set', () => {
    expect(settingsOf({})).toEqual({ perHour: 6, keepMs: 30 * DAY_MS });
  });

  it('is taken as it is set', () => {
    const callbackSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    expect(
      settingsOf({
        HOME_TENANT_ID: 'contoso',
        NOTIFICATIONS_PER_HOUR: '0',
        NOTIFICATIONS_KEEP_DAYS: '7',
        NOTIFICATION_CALLBACK_SECRET: callbackSecret,
      }),
    ).toEqual({ homeTenant: 'contoso', perHour: 0, keepMs: 7 * DAY_MS, callbackSecret });
  });

  it.each([
    ['HOME_TENANT_ID', 'north wind'],
    ['NOTIFICATIONS_PER_HOUR', '-1'],
    ['NOTIFICATIONS_KEEP_DAYS', '99999'],
    ['NOTIFICATION_CALLBACK_SECRET', 'too short'],
  ])('is refused, by its name alone: %s', (name, value) => {
    const read = () => settingsOf({ [name]: value });
    expect(read).toThrow(name);
    expect(read).not.toThrow(value);
  });
});
