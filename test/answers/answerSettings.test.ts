import { readConfig } from '../../src/config';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/clock';

const settingsOf = (env: Record<string, string>) =>
  readConfig({ AzureWebJobsStorage: 'UseDevelopmentStorage=true', ...env });

it('has what holds when nothing is set', () => {
  expect(settingsOf({}).answers).toEqual({
    everyMessage: false,
    sources: ['people'],
    reaskAfterMs: HOUR_MS,
    nudgeExpertsAfterMs: [4 * HOUR_MS, DAY_MS],
    stillWorkingAfterMs: 4 * HOUR_MS,
    deadlineMs: 7 * DAY_MS,
    interruption: 'inject',
    keepMs: 30 * DAY_MS,
  });
});

it('takes what is set', () => {
  const { answers } = settingsOf({
    ANSWER_EVERY_MESSAGE: 'True',
    ANSWER_SOURCES: 'people, service',
    ANSWER_SERVICE_URL: 'https://answers.example/ask',
    ANSWER_SERVICE_SECRET: 'whsec_x',
    ANSWER_EXPERTS_CHANNEL: '19:experts@thread.tacv2',
    ANSWER_REASK_AFTER: '30s',
    ANSWER_NUDGE_EXPERTS_AFTER: '1d, 15m,2 h',
    ANSWER_STILL_WORKING_AFTER: '10m',
    ANSWER_DEADLINE: '2d',
    ANSWER_INTERRUPTION: 'wait',
    ANSWER_KEEP_DAYS: '90',
  });
  expect(answers).toEqual({
    everyMessage: true,
    sources: ['people', 'service'],
    service: { url: 'https://answers.example/ask', secret: 'whsec_x' },
    expertsChannel: '19:experts@thread.tacv2',
    reaskAfterMs: 30 * SECOND_MS,
    nudgeExpertsAfterMs: [15 * MINUTE_MS, 2 * HOUR_MS, DAY_MS],
    stillWorkingAfterMs: 10 * MINUTE_MS,
    deadlineMs: 2 * DAY_MS,
    interruption: 'wait',
    keepMs: 90 * DAY_MS,
  });
});

it('can leave out the nudges, and an order without a service means people alone', () => {
  const { answers } = settingsOf({ ANSWER_NUDGE_EXPERTS_AFTER: 'never', ANSWER_SOURCES: 'service,people' });
  expect(answers).toMatchObject({ nudgeExpertsAfterMs: [], sources: ['people'] });
});

it.each([
  ['ANSWER_EVERY_MESSAGE', 'yes'],
  ['ANSWER_SOURCES', 'oracle'],
  ['ANSWER_SERVICE_URL', 'http://answers.example'],
  ['ANSWER_SERVICE_URL', 'ftp://127.0.0.1'],
  ['ANSWER_SERVICE_URL', 'https://me:password@answers.example'],
  ['ANSWER_SERVICE_URL', 'answers'],
  ['ANSWER_REASK_AFTER', 'soon'],
  ['ANSWER_REASK_AFTER', '0s'],
  ['ANSWER_NUDGE_EXPERTS_AFTER', '4h;1d'],
  ['ANSWER_STILL_WORKING_AFTER', '4'],
  ['ANSWER_DEADLINE', '400d'],
  ['ANSWER_INTERRUPTION', 'shout'],
  ['ANSWER_KEEP_DAYS', '0'],
])('refuses %s=%s by its name, without its value', (name, value) => {
  const read = (): unknown => settingsOf({ [name]: value });
  expect(read).toThrow(new RegExp(`${name} is`));
  expect(read).not.toThrow(value.length > 4 ? new RegExp(value.replace(/[.]/g, '\\.')) : /^$/);
});

it.each([
  ['app.azurewebsites.net', 'https://app.azurewebsites.net'],
  ['localhost:7071', 'http://localhost:7071'],
  ['127.0.0.1:4000', 'http://127.0.0.1:4000'],
])('knows its own address from %s', (WEBSITE_HOSTNAME, publicUrl) => {
  expect(settingsOf({ WEBSITE_HOSTNAME })).toMatchObject({ publicUrl });
});
