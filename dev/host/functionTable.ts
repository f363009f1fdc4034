// Sorts what the app registered by kind of trigger, and refuses by name what the embedded host cannot run.
import type { AppSettings } from './appSettings';
import { HostError } from './hostError';
import type { BindingInfo } from './worker/coreTypes';
import type { RegisteredFunction } from './worker/worker';

/** Who may call an HTTP function where keys are enforced. */
export type AuthLevel = 'anonymous' | 'function' | 'admin';

/** What starts a function, with the options that the host needs. */
export type Trigger =
  | { kind: 'http'; bindingName: string; route: string; methods: string[]; authLevel: AuthLevel }
  | { kind: 'timer'; bindingName: string; schedule: string; runOnStartup: boolean; useMonitor: boolean }
  | { kind: 'queue'; bindingName: string; queueName: string; connection: string }
  | { kind: 'orchestration' | 'activity'; bindingName: string };

export type TriggerKind = Trigger['kind'];

/** A queue to which a function writes. */
export interface QueueOutput {
  bindingName: string;
  queueName: string;
  connection: string;
}

/** A function that the embedded host can run. */
export interface LoadedFunction<T extends Trigger = Trigger> {
  name: string;
  trigger: T;
  registered: RegisteredFunction;
  /** The names of its Durable client inputs. */
  clientInputs: string[];
  queueOutputs: QueueOutput[];
}

/** A function of one kind of trigger. */
export type FunctionOf<K extends TriggerKind> = LoadedFunction<Extract<Trigger, { kind: K }>>;

const FUNCTION_NAME = /^[a-z][a-z0-9_-]{0,127}$/i;
const DEFAULT_CONNECTION = 'AzureWebJobsStorage';
const DURABLE_CLIENTS = ['durableclient', 'orchestrationclient'];

/**
 * The app's enabled functions, by name. Throws a HostError that names each function and binding that the embedded host does
 * not support.
 */
export function loadFunctions(
  registered: Iterable<RegisteredFunction>,
  settings: AppSettings,
): LoadedFunction[] {
  const problems: string[] = [];
  const loaded = [...registered]
    .filter(({ metadata }) => !isDisabled(metadata.name, settings))
    .map((entry) => load(entry, settings, problems))
    .filter((entry) => entry !== undefined);
  if (problems.length > 0) {
    throw new HostError('unsupported', ['The embedded host cannot run this app:', ...problems].join('\n  '));
  }
  return loaded.sort((a, b) => compareIgnoringCase(a.name, b.name));
}

/** The functions with this kind of trigger. */
export function functionsOf<K extends TriggerKind>(functions: LoadedFunction[], kind: K): FunctionOf<K>[] {
  return functions.filter((entry): entry is FunctionOf<K> => entry.trigger.kind === kind);
}

function load(
  registered: RegisteredFunction,
  settings: AppSettings,
  problems: string[],
): LoadedFunction | undefined {
  const { name, bindings, retryOptions } = registered.metadata;
  const refuse = (what: string) => void problems.push(`function "${name}": ${what}`);
  if (!FUNCTION_NAME.test(name))
    refuse('its name must start with a letter and hold only letters, digits, "_" and "-"');
  if (retryOptions) refuse('a retry policy is not supported');
  const clientInputs: string[] = [];
  const queueOutputs: QueueOutput[] = [];
  let trigger: Trigger | undefined;
  for (const [bindingName, binding] of Object.entries(bindings)) {
    const type = binding.type.toLowerCase();
    if (type.endsWith('trigger')) trigger = triggerOf(bindingName, binding, settings);
    else if (binding.direction === 'in' && DURABLE_CLIENTS.includes(type)) clientInputs.push(bindingName);
    else if (binding.direction === 'out' && type === 'queue')
      queueOutputs.push(queueOf(bindingName, binding, settings));
    else if (binding.direction !== 'out' || type !== 'http') {
      refuse(
        `the ${binding.direction === 'out' ? 'output' : 'input'} binding "${bindingName}" of type "${binding.type}" is not supported`,
      );
    }
    if (type.endsWith('trigger') && !trigger) refuse(`a trigger of type "${binding.type}" is not supported`);
  }
  return trigger && { name, trigger, registered, clientInputs, queueOutputs };
}

function triggerOf(bindingName: string, binding: BindingInfo, settings: AppSettings): Trigger | undefined {
  switch (binding.type.toLowerCase()) {
    case 'httptrigger':
      return { kind: 'http', bindingName, ...httpOptions(binding, settings) };
    case 'timertrigger':
      return {
        kind: 'timer',
        bindingName,
        schedule: settings.resolve(textOf(binding.schedule)),
        runOnStartup: binding.runOnStartup === true,
        useMonitor: binding.useMonitor !== false,
      };
    case 'queuetrigger':
      return { kind: 'queue', ...queueOf(bindingName, binding, settings) };
    case 'orchestrationtrigger':
      return { kind: 'orchestration', bindingName };
    case 'activitytrigger':
      return { kind: 'activity', bindingName };
    default:
      return undefined;
  }
}

function httpOptions(binding: BindingInfo, settings: AppSettings) {
  const methods =
    Array.isArray(binding.methods) && binding.methods.length > 0 ? binding.methods : ['GET', 'POST'];
  const level = textOf(binding.authLevel).toLowerCase();
  const authLevel: AuthLevel = level === 'anonymous' || level === 'admin' ? level : 'function';
  return {
    route: settings.resolve(textOf(binding.route)),
    methods: methods.map((method) => String(method).toUpperCase()),
    authLevel,
  };
}

function queueOf(bindingName: string, binding: BindingInfo, settings: AppSettings): QueueOutput {
  return {
    bindingName,
    queueName: settings.resolve(textOf(binding.queueName)).toLowerCase(),
    connection: textOf(binding.connection) || DEFAULT_CONNECTION,
  };
}

function isDisabled(name: string, settings: AppSettings): boolean {
  const value =
    settings.get(`AzureWebJobs.${name}.Disabled`) ?? settings.get(`AzureWebJobs_${name}_Disabled`);
  return value === '1' || value?.toLowerCase() === 'true';
}

function textOf(option: unknown): string {
  return typeof option === 'string' ? option : '';
}

function compareIgnoringCase(a: string, b: string): number {
  const [left, right] = [a.toUpperCase(), b.toUpperCase()];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
