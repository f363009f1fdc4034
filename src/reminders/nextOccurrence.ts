/** How the room asks for the next occurrence of a recurring schedule. */
import type { Schedule } from './reminder';

/** The first occurrence strictly after this time (epoch ms), or undefined when the rule has ended. */
export type NextOccurrence = (schedule: Schedule & { rrule: string }, after: number) => number | undefined;
