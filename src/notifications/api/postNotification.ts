/** `POST /api/notifications`: takes a notification, or tells what would become of it. */
import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { type ProblemDetail, problem } from '../../http/problem';
import { bodyDigest, type Earlier, findEarlier, type KeyedCall, takeNotification } from '../takeNotification';
import type { NotificationsApiDeps } from './apiDeps';
import { isRecord } from './fields';
import { previewNotification } from './previewNotification';
import { readJson } from './readJson';
import { readNotification } from './readNotification';
import { tenantOfCall } from './tenantOfCall';

/** Anything that can be seen, also in quotes as the header’s draft has it. */
const KEY = /^(?:"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21-\x7e]{1,255}))$/;

const WRONG = 'The body is no notification.';
const DIFFERENT: ProblemDetail = {
  status: 422,
  title: 'The Idempotency-Key stands for another notification.',
  detail: 'It was used within the last 24 hours with another body. Use a new key for each notification.',
};

export async function postNotification(
  deps: NotificationsApiDeps,
  request: HttpRequest,
): Promise<HttpResponseInit> {
  const key = keyOf(request);
  if (key === 'wrong')
    return problem({
      status: 400,
      title: 'The Idempotency-Key is none.',
      detail: 'Give 1 to 255 characters.',
    });
  const read = await readJson(request);
  if (!read.ok) return problem(read.problem);
  const chosen = await tenantOfCall(deps, request.query, tenantIn(read.value));
  const keyed =
    key !== undefined && chosen.ok ? { tenant: chosen.tenant, key, body: bodyDigest(read.value) } : undefined;
  const earlier: Earlier = keyed ? await findEarlier(deps, keyed) : { kind: 'none' };
  if (earlier.kind === 'different') return problem(DIFFERENT);
  // What was right when it first came is right when it is repeated.
  const now = earlier.kind === 'same' ? earlier.first.createdAt : deps.clock();
  const body = readNotification(read.value, now, deps.refuseCallback);
  const errors = [...(chosen.ok ? [] : [chosen.error]), ...(body.ok ? [] : body.errors)];
  if (!chosen.ok || !body.ok) {
    const isTooLarge = chosen.ok && !body.ok && body.isTooLarge;
    return problem(
      isTooLarge
        ? { status: 413, title: 'The notification is too large.', errors }
        : { status: 400, title: WRONG, errors },
    );
  }
  if (request.query.get('dryRun') === 'true') return previewNotification(deps, chosen.tenant, body.draft);
  return answer(deps, request, chosen.tenant, await takeNotification(deps, chosen.tenant, body.draft, keyed));
}

function answer(
  { homeTenant }: NotificationsApiDeps,
  request: HttpRequest,
  tenant: string,
  taken: Awaited<ReturnType<typeof takeNotification>>,
): HttpResponseInit {
  if (taken === 'different') return problem(DIFFERENT);
  const query = tenant === homeTenant ? '' : `?tenant=${encodeURIComponent(tenant)}`;
  const location = `${new URL(request.url).pathname.replace(/\/+$/, '')}/${taken.id}${query}`;
  return { status: 202, headers: { location }, jsonBody: { id: taken.id, tenant, state: 'accepted' } };
}

function keyOf(request: HttpRequest): KeyedCall['key'] | 'wrong' | undefined {
  const value = request.headers.get('idempotency-key');
  if (value === null) return undefined;
  const [, quoted, plain] = KEY.exec(value.trim()) ?? [];
  return quoted ?? plain ?? 'wrong';
}

/** The tenant that the body names; what is wrong with it is told with all else. */
function tenantIn(body: unknown): string | undefined {
  const tenant = isRecord(body) ? body['tenant'] : undefined;
  return typeof tenant === 'string' && tenant.trim() !== '' ? tenant.trim() : undefined;
}
