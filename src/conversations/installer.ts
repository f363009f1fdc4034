/** Whoever installs the app for people, as other features see it: somebody who was never met is met by that. */

/** How far an installation is for one person; `person`: their object id, `at`: when it ended, epoch ms. */
export type InstallProgress =
  | { state: 'open' }
  | { state: 'installed'; person: string; at: number }
  /** In words for operators, beginning with a code that never changes. */
  | { state: 'failed'; reason: string }
  /** Another name in it means the same person. */
  | { state: 'same-person' }
  /** Nothing is known of it any more. */
  | { state: 'unknown' };

export interface Installer {
  /**
   * Begins an installation for these people, by object id or e-mail address; the same key makes the same one, and asks
   * nothing again for those who are in it.
   *
   * @returns its id, or why nothing can be installed from here.
   */
  begin(
    tenant: string,
    key: string,
    users: readonly string[],
  ): Promise<{ id: string } | { hindrance: string }>;
  /** @param user - the name under which it was begun. */
  progress(tenant: string, id: string, user: string): Promise<InstallProgress>;
}
