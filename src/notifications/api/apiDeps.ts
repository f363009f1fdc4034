/** What the HTTP API of notifications works with. */
import type { Addressed, Addressing } from '../addressing/addressing';
import type { RecipientStore } from '../stores';
import type { TakeDeps } from '../takeNotification';
import type { NotificationDraft, RefuseCallback } from './readNotification';
import type { TenantDeps } from './tenantOfCall';

export interface NotificationsApiDeps extends TakeDeps, TenantDeps {
  recipients: RecipientStore;
  addressing: Pick<Addressing, 'page'>;
  /** Why somebody who can be reached would not get it: they opted out, for example. */
  whyNot?(tenant: string, draft: NotificationDraft, addressed: Addressed): Promise<string | undefined>;
  refuseCallback: RefuseCallback;
}

/** What is read changes from moment to moment. */
export const NO_STORE = { 'cache-control': 'no-store' };
