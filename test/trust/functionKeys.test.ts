/** Which functions can be called without a key: those that check their caller themselves, and nothing else. */
import { join } from 'node:path';
import type { RegisteredShape } from '../../dev/package/appProbe';
import { findProjectRoot } from '../../dev/projectRoot';
import { bundleScript } from '../support/bundleScript';
import { probeApp } from '../support/probeApp';
import { testStorage } from '../support/tables';

/** The open routes, each with what protects it instead of a key. */
const OPEN_ROUTES: Readonly<Record<string, string>> = {
  'POST messages': "the Bot Framework's token, checked by the bot",
  'GET health': 'nothing: it tells no more than up or down',
  'GET openapi.json': 'nothing: it tells what the project’s pages tell too',
  'POST answers/{id}/callback': 'the signed token in its address, checked by the app',
};

/** Triggers that nobody calls from outside: their callers hold the storage account, or are the app itself. */
const INNER_TRIGGERS = ['timerTrigger', 'queueTrigger', 'orchestrationTrigger', 'activityTrigger'];

let functions: RegisteredShape[];

const triggerOf = ({ name, bindings }: RegisteredShape) => {
  const trigger = Object.values(bindings).find(({ type }) => /trigger$/i.test(type));
  if (!trigger) throw new Error(`${name} has no trigger.`);
  return trigger;
};
const httpFunctions = () =>
  functions.flatMap((shape) => {
    const { type, authLevel, methods, route } = triggerOf(shape);
    if (type !== 'httpTrigger') return [];
    const address = `${String(methods)} ${String(route).replace(/\{\w+(?::[^}]*)?\}/g, '{id}')}`;
    return [{ name: shape.name, authLevel: String(authLevel), address }];
  });

beforeAll(async () => {
  const entry = bundleScript(join(findProjectRoot(), 'src/index.ts'));
  const { report, errors } = await probeApp({ entry }, { AzureWebJobsStorage: testStorage() });
  if (!report) throw new Error(errors);
  functions = report.functions;
});

test('every function has a trigger that this test knows', () => {
  const known = [...INNER_TRIGGERS, 'httpTrigger'];
  expect(functions.filter((shape) => !known.includes(triggerOf(shape).type)).map(({ name }) => name)).toEqual(
    [],
  );
  expect(httpFunctions().length).toBeGreaterThanOrEqual(2);
});

test('every HTTP function says of itself who may call it', () => {
  const levels = httpFunctions().filter(({ authLevel }) => !/^(?:anonymous|function|admin)$/.test(authLevel));
  expect(levels).toEqual([]);
});

test('without a key nothing can be called but what checks its callers itself', () => {
  const open = httpFunctions().filter(({ authLevel }) => authLevel === 'anonymous');
  expect(open.filter(({ address }) => !(address in OPEN_ROUTES))).toEqual([]);
});

test('no open route stands in the list that is not there', () => {
  const addresses = httpFunctions().map(({ address }) => address);
  expect(Object.keys(OPEN_ROUTES).filter((route) => !addresses.includes(route))).toEqual([]);
});

test('no route can be taken for one of the host', () => {
  expect(httpFunctions().filter(({ address }) => /^\S+ (?:admin|runtime)/i.test(address))).toEqual([]);
});
