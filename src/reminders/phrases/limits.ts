/** How long, how far and how often a reminder may be, unless settings say otherwise. */
import type { PhraseLimits } from './reading';

/** Used for every limit that the context leaves out. */
export const DEFAULT_LIMITS: PhraseLimits = { maxCharacters: 500, maxYearsAhead: 5, minIntervalMinutes: 5 };
