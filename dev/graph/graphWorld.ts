// What the stand-in of Microsoft Graph knows: people, groups, teams and apps of one tenant, and what is installed for whom.

export interface GraphUser {
  readonly id: string;
  readonly userPrincipalName: string;
  readonly mail?: string;
  readonly userType?: 'Member' | 'Guest';
  readonly accountEnabled?: boolean;
  /** Absent: they have a licence for Teams. */
  readonly hasTeams?: boolean;
  /** The tenant's policy for apps forbids it for them. */
  readonly isBlocked?: boolean;
}

export interface GraphWorldOptions {
  readonly users?: readonly GraphUser[];
  /** Ids of members by the group's id. */
  readonly groups?: Readonly<Record<string, readonly string[]>>;
  readonly teams?: readonly string[];
  /** Apps of the catalogue: the id in the catalogue by the one in the manifest. */
  readonly apps?: Readonly<Record<string, string>>;
  /** Application permissions that were granted; absent: all. */
  readonly permissions?: readonly string[];
}

/** Changes as apps are installed. */
export class GraphWorld {
  readonly users: readonly GraphUser[];
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly teams: readonly string[];
  readonly apps: Readonly<Record<string, string>>;
  /** How often an app was installed for somebody who did not have it, by `<id> <app>`. */
  readonly installs = new Map<string, number>();
  private readonly byName = new Map<string, GraphUser>();

  constructor(private readonly options: GraphWorldOptions) {
    this.users = options.users ?? [];
    this.groups = options.groups ?? {};
    this.teams = options.teams ?? [];
    this.apps = options.apps ?? {};
    for (const user of this.users)
      for (const name of [user.id, user.userPrincipalName]) this.byName.set(name.toLowerCase(), user);
  }

  findUser(name: string): GraphUser | undefined {
    return this.byName.get(name.toLowerCase());
  }

  findByMail(mail: string): GraphUser[] {
    return this.users.filter((user) => user.mail?.toLowerCase() === mail.toLowerCase());
  }

  /** One of these permissions is enough; what is missing is named as Graph names it. */
  lacks(...anyOf: string[]): string | undefined {
    const { permissions } = this.options;
    return permissions && !anyOf.some((name) => permissions.includes(name)) ? anyOf.join(', ') : undefined;
  }

  isInstalled(id: string, app: string): boolean {
    return this.installs.has(nameOf(id, app));
  }

  /** False when it is there already. */
  install(id: string, app: string): boolean {
    if (this.isInstalled(id, app)) return false;
    const name = nameOf(id, app);
    this.installs.set(name, (this.installs.get(name) ?? 0) + 1);
    return true;
  }
}

const nameOf = (id: string, app: string): string => `${id.toLowerCase()} ${app}`;
