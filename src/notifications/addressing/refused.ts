/** A target that leads nowhere, as a recipient that says so. */
import { tableKey } from '../../azure/tableKey';
import type { Target } from '../notification';
import type { Addressed } from './addressing';
import { targetText } from './targetText';

/** @param reason - begins with a code that never changes. @param person - where somebody is known all the same. */
export function refusedTarget(target: Target, reason: string, person?: string): Addressed {
  const text = targetText(target);
  return {
    key: person ?? tableKey('target', text),
    target: text,
    refused: reason,
    ...(person ? { person } : {}),
  };
}
