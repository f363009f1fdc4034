// Judges what `npm audit --json` found: every known fault of a deployed package fails, but those that are explained, for a time.

/** A fault that does no harm here, and why. */
export interface Allowed {
  /** `GHSA-…`, as in the advisory's address. */
  id: string;
  because: string;
  /** The last day on which it counts, `yyyy-mm-dd`: then somebody has to look again. */
  until: string;
}

/** The part of the report that is used. */
export interface AuditReport {
  vulnerabilities?: Record<string, { via: (string | { url: string; title: string; severity: string })[] }>;
  error?: unknown;
  message?: string;
}

/** A line for each thing that is wrong; none when all is well. Throws when the report tells of no audit. */
export function judgeAudit(report: AuditReport, allowed: readonly Allowed[], today: string): string[] {
  if (!report.vulnerabilities) throw new Error(`npm audit did not answer: ${report.message ?? 'no report'}`);
  const found = advisoriesOf(report.vulnerabilities);
  const isAllowed = (id: string): boolean => allowed.some((entry) => entry.id === id && entry.until >= today);
  const faults = [...found].filter(([id]) => !isAllowed(id)).map(([id, text]) => `${id}: ${text}`);
  const expired = allowed
    .filter(({ id, until }) => until < today && found.has(id))
    .map(({ id, until }) => `${id}: was allowed until ${until}`);
  const idle = allowed
    .filter(({ id }) => !found.has(id))
    .map(({ id }) => `${id}: is allowed, and found no more: take it off the list`);
  return [...faults, ...expired, ...idle];
}

/** Each advisory once, by its id. */
function advisoriesOf(vulnerabilities: NonNullable<AuditReport['vulnerabilities']>): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, { via }] of Object.entries(vulnerabilities))
    for (const advisory of via) {
      if (typeof advisory === 'string') continue; // the package through which it comes in has its own entry
      const id = advisory.url.slice(advisory.url.lastIndexOf('/') + 1);
      found.set(id, `${name}, ${advisory.severity}: ${advisory.title}`);
    }
  return found;
}
