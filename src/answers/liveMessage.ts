/** A message that is kept up to date by updating it: whatever comes in meanwhile, at most one delivery of it is out. */

export interface LiveMessage {
  /** Grows with each change of what it should show; 0 when there is nothing to show yet. */
  version: number;
  /** The version for which a delivery was last planned, and when (epoch ms): both name the due row. */
  planned: number;
  plannedAt: number;
  /** The version that it shows. */
  shown: number;
  /** The message itself, once it is there, and the thread that it began. */
  activityId?: string;
  thread?: string;
  /** The channel does not let it be updated: it stays as it is. */
  isFixed?: boolean;
}

/** One delivery of it that is to be planned. */
export interface PlannedShow {
  version: number;
  at: number;
}

export const NO_MESSAGE: LiveMessage = { version: 0, planned: 0, plannedAt: 0, shown: 0 };

const isOut = ({ planned, shown }: LiveMessage): boolean => planned > shown;

/** What it should show has changed: a delivery is planned unless one is out, which will show this too. */
export function revised<M extends LiveMessage>(message: M, at: number): M {
  const version = message.version + 1;
  if (isOut(message) || message.isFixed) return { ...message, version };
  return { ...message, version, planned: version, plannedAt: at };
}

/** The delivery that is out; planning it again changes nothing. */
export function outstanding(message: LiveMessage): PlannedShow | undefined {
  return isOut(message) && !message.isFixed ? { version: message.planned, at: message.plannedAt } : undefined;
}

/** It now shows this version; when there is a newer one, its delivery is planned. */
export function shownAs<M extends LiveMessage>(
  message: M,
  version: number,
  sent: { activityId: string; thread?: string },
  at: number,
): M {
  const { activityId, thread } = sent;
  const shown = {
    ...message,
    shown: Math.max(message.shown, version),
    planned: Math.max(message.planned, version),
    ...(activityId ? { activityId } : {}),
    ...(thread ? { thread } : {}),
  };
  return shown.version > shown.shown ? { ...shown, planned: shown.version, plannedAt: at } : shown;
}

/** It could not be shown, and will not be. */
export function givenUp<M extends LiveMessage>(message: M): M {
  return { ...message, shown: message.version, planned: message.version, isFixed: true };
}
