/** What these packages publish is ES modules alone, which Jest does not load by require: they are turned into CommonJS. */
const ES_PACKAGES = [
  'https-proxy-agent',
  'http-proxy-agent',
  'agent-base',
  'proxy-agent-negotiate',
  'whatwg-url',
  'tr46',
  'webidl-conversions',
  '@exodus/bytes',
  'temporal-polyfill',
  'temporal-utils',
  'rrule-temporal',
];

const swc = [
  '@swc/jest',
  { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': swc, [`node_modules/(?:${ES_PACKAGES.join('|')})/.+\\.js$`]: swc },
  transformIgnorePatterns: [`/node_modules/(?!(?:${ES_PACKAGES.join('|')})/)`],
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/retryOnce.ts'],
  testTimeout: 30_000,
  maxWorkers: 2,
};
