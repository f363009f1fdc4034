import js from '@eslint/js';
import importX from 'eslint-plugin-import-x';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const FEATURES = ['reminders', 'answers', 'watches', 'notifications', 'installations'];

/** The rooms: which folder may not import from which. Arrows point one way (docs/architecture.md). */
const rooms = [
  ...FEATURES.flatMap((room) => [
    {
      target: `./src/${room}`,
      from: FEATURES.filter((r) => r !== room).map((r) => `./src/${r}`),
      message: 'A feature never imports another feature.',
    },
    {
      target: `./src/${room}`,
      from: './src/bot',
      message: 'A feature never imports the bot; the bot imports features.',
    },
  ]),
  {
    target: './src/delivery',
    from: [...FEATURES, 'bot'].map((r) => `./src/${r}`),
    message: 'Delivery knows features only through the interface that they hand it.',
  },
  {
    target: './src/dialogs',
    from: [...FEATURES, 'bot', 'delivery'].map((r) => `./src/${r}`),
    message: 'Dialogs knows features only through the interface that they hand it.',
  },
  {
    target: './src/conversations',
    from: [...FEATURES, 'bot', 'delivery', 'dialogs'].map((r) => `./src/${r}`),
    message: 'Conversations stands below the features, the bot, dialogs and delivery.',
  },
  {
    target: './src/azure',
    from: [...FEATURES, 'bot', 'delivery', 'dialogs', 'conversations'].map((r) => `./src/${r}`),
    message: 'azure/ knows no feature.',
  },
  {
    target: ['bot', 'delivery', 'dialogs', 'conversations', 'azure', ...FEATURES].map((r) => `./src/${r}`),
    from: ['./src/app.ts', './src/index.ts'],
    message: 'Only index.ts imports the composition root.',
  },
  { target: './src', from: ['./dev', './test'], message: 'src/ never imports what is for development only.' },
];

const CLOCK = 'Take the clock as an argument.';

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.recado/']),
  js.configs.recommended,
  tseslint.configs.strict,
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'dev/**/*.ts'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver': { node: { extensions: ['.ts', '.js'] } } },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: rooms }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
      'max-depth': ['error', 3],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
      ],
      'no-console': 'error',
    },
  },
  {
    files: [
      'src/{reminders,answers,watches,notifications,installations,delivery,dialogs,conversations,bot}/**/*.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: CLOCK },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: CLOCK },
        { selector: 'MemberExpression[object.object.name="Temporal"][property.name="Now"]', message: CLOCK },
        { selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]', message: CLOCK },
        {
          selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
          message: 'Take randomness as an argument.',
        },
        { selector: 'CallExpression[callee.name="randomUUID"]', message: 'Take ids as an argument.' },
      ],
    },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        module: 'writable',
        require: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
      },
    },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  prettier,
);
