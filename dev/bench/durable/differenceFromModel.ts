/** Holds what can be seen of an orchestration on the host against the model. */
import { isDeepStrictEqual } from 'node:util';
import type { ProgramModel, VisibleState } from './programModel';
import type { ProvenHost } from './provenHost';
import { firstPart } from './runProgram';

/** In words, what is other on the host than in the model; `waiting` are the labels of all its activities that wait for their end. */
export async function differenceFromModel(
  host: ProvenHost,
  model: ProgramModel,
  waiting: readonly string[],
): Promise<string | undefined> {
  const [seen, expected] = [await stateOf(host, model.instanceId), comparable(model.state)];
  if (!isDeepStrictEqual(seen, expected))
    return `is ${JSON.stringify(seen)}, not ${JSON.stringify(expected)}`;
  const labels = waiting.filter((label) => label.startsWith(`${model.instanceId}.`));
  if (isDeepStrictEqual(labels, model.openLabels)) return undefined;
  return `runs the activities ${labels.join(', ')}, not ${model.openLabels.join(', ')}`;
}

async function stateOf(host: ProvenHost, instanceId: string): Promise<Record<string, unknown>> {
  const { body } = await host.request('GET', `instances/${instanceId}?showInput=false`);
  const { customStatus, output, runtimeStatus } = body as Record<string, unknown>;
  return comparable({ customStatus, output, status: runtimeStatus as VisibleState['status'] });
}

/** The state without what only the real one has: the details of an error. */
function comparable({ customStatus, output, status }: VisibleState): Record<string, unknown> {
  const plain: unknown = JSON.parse(JSON.stringify(output ?? null));
  return { status, customStatus, output: typeof plain === 'string' ? firstPart(plain) : plain };
}
