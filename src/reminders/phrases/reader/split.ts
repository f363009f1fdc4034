/** What reading a text finds: its request, its time, its message, and what is uncertain about the cut. */
import type { TimeExpression } from '../meaning/expression';
import type { AskReason } from '../reading';
import type { Request } from './request';

/** A stretch of the text as written, in UTF-16 code units. */
export interface Stretch {
  start: number;
  end: number;
}

/** One way to cut the text into a time and a message. */
export interface Cut {
  expression: TimeExpression;
  message: Stretch;
}

export interface Split {
  request?: Request;
  /** The cuts, the likeliest first; more than one are asked about. None: no time was found. */
  cuts: Cut[];
  /** Asked for this reason even when there is one cut. */
  doubt?: AskReason;
  /** The message when no time was found. */
  message: Stretch;
}
