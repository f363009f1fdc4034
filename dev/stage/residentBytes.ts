/** How much memory a process holds, asked of the system. */
import { execFileSync } from 'node:child_process';

/** In bytes; 0 for a process that does not run. */
export function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes.trim()) * 1024;
}
