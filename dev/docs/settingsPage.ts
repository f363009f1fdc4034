// Writes docs/settings.md: the settings that the configuration's schema knows, with what they mean.
import { SETTING_NAMES, type SettingName } from '../../src/config';
import { SETTING_DESCRIPTIONS, TOPICS, type Topic } from './settingDescriptions';

const INTRODUCTION = `# Settings

The app reads its settings once, when it starts: from the environment in Azure (app settings), and from
\`local.settings.json\` on your machine. When some are missing or wrong it does not start, and one message names each of them
and what is wrong with it, never what it holds.

This page is generated from the schema in \`src/config.ts\`; \`npm run docs\` writes it anew, and a test holds it to the schema.
`;

const HOST_SETTINGS = `## Read by the Functions host

These are not the app's, but a deployment needs them; \`infra/modules/appSettings.bicep\` sets them.

| setting | what it is |
|---|---|
| \`AzureWebJobsStorage__credential\` | \`managedidentity\`: the host reaches storage by identity |
| \`OTEL_TRACES_SAMPLER\`, \`OTEL_TRACES_SAMPLER_ARG\` | \`microsoft.fixed_percentage\` and \`1.0\`: all is kept, as the alerts read the app's own lines |
| \`APPLICATION_INSIGHTS_NO_STATSBEAT\` | \`true\`: the exporter tells Microsoft nothing of its own work |
| \`AzureFunctionsJobHost__…\` | replaces a value of host.json, for example \`AzureFunctionsJobHost__extensions__queues__batchSize\` |
`;

/** The page as it should lie in docs/. */
export function settingsPage(): string {
  return [INTRODUCTION, ...TOPICS.map(section), HOST_SETTINGS].join('\n');
}

function section(topic: Topic): string {
  const names = SETTING_NAMES.filter((name) => SETTING_DESCRIPTIONS[name].topic === topic);
  return [
    `## ${topic}`,
    '',
    '| setting | what it is | unless it is set |',
    '|---|---|---|',
    ...names.map(row),
    '',
  ].join('\n');
}

function row(name: SettingName): string {
  const { means, unlessSet } = SETTING_DESCRIPTIONS[name];
  return `| \`${name}\` | ${means} | ${unlessSet} |`;
}
