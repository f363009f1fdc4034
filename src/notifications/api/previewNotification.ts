/** `POST /api/notifications?dryRun=true`: who would get it and why not; nothing is stored or sent. */
import type { HttpResponseInit } from '@azure/functions';
import { problem } from '../../http/problem';
import { asInstallable } from '../installing/installMissing';
import { previewTargets } from '../previewTargets';
import { type NotificationsApiDeps, NO_STORE } from './apiDeps';
import type { NotificationDraft } from './readNotification';

/** Whoever was never met would be met by an installation. */
const installing = ({ page }: NotificationsApiDeps['addressing']): NotificationsApiDeps['addressing'] => ({
  async page(tenant, target, next) {
    const found = await page(tenant, target, next);
    if ('kind' in found) return found;
    return { ...found, addressed: found.addressed.map((one) => asInstallable(tenant, one)) };
  },
});

export async function previewNotification(
  { addressing, whyNot }: Pick<NotificationsApiDeps, 'addressing' | 'whyNot'>,
  tenant: string,
  draft: NotificationDraft,
): Promise<HttpResponseInit> {
  const why = whyNot && ((addressed: Parameters<typeof whyNot>[2]) => whyNot(tenant, draft, addressed));
  const preview = await previewTargets(
    draft.installIfMissing ? installing(addressing) : addressing,
    tenant,
    draft.to,
    why,
  );
  if (!('kind' in preview))
    return { status: 200, headers: NO_STORE, jsonBody: { dryRun: true, tenant, ...preview } };
  return problem({
    status: 503,
    title: 'The channel does not tell now who is there.',
    detail: 'Try again in a moment. A notification itself waits for the channel.',
  });
}
