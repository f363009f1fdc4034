/** `POST /api/notifications?dryRun=true`: who would get it and why not; nothing is stored or sent. */
import type { HttpResponseInit } from '@azure/functions';
import { problem } from '../../http/problem';
import { previewTargets } from '../previewTargets';
import { type NotificationsApiDeps, NO_STORE } from './apiDeps';
import type { NotificationDraft } from './readNotification';

export async function previewNotification(
  { addressing, whyNot }: Pick<NotificationsApiDeps, 'addressing' | 'whyNot'>,
  tenant: string,
  draft: NotificationDraft,
): Promise<HttpResponseInit> {
  const why = whyNot && ((addressed: Parameters<typeof whyNot>[2]) => whyNot(tenant, draft, addressed));
  const preview = await previewTargets(addressing, tenant, draft.to, why);
  if (!('kind' in preview))
    return { status: 200, headers: NO_STORE, jsonBody: { dryRun: true, tenant, ...preview } };
  return problem({
    status: 503,
    title: 'The channel does not tell now who is there.',
    detail: 'Try again in a moment. A notification itself waits for the channel.',
  });
}
