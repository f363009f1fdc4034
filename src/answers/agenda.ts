/** What comes next while a question waits: pure rules over its plan and how far it has come, so that replays agree. */

/** Who can be asked. */
export type SourceKind = 'service' | 'people';

/** All that steers one question's course, fixed when it is asked: later changes of settings do not touch it. Times in ms. */
export interface QuestionPlan {
  id: string;
  askedAt: number;
  deadlineAt: number;
  /** Who is asked, in this order, until one takes the question. */
  sources: SourceKind[];
  /** After which time the experts are reminded of it, from when they were asked. */
  nudgeAfterMs: number[];
  /** After which time the asker is told, once, that it is still being worked on; from when they asked. */
  stillWorkingAfterMs: number;
  /** After which time a service that said "later" is asked again. */
  reaskAfterMs: number;
}

/** How far it has come. */
export interface Course {
  source: SourceKind | 'nobody';
  /** When the source took it, and when it was last asked. */
  takenAt: number;
  lastAskedAt: number;
  reasks: number;
  nudges: number;
  isAskerTold: boolean;
}

/** The next thing to do, and when (epoch ms). */
export interface Moment {
  kind: 'deadline' | 'nudge' | 'still-working' | 'reask';
  at: number;
}

/** A service that is asked again and again is asked ever more seldom, up to this. */
const MAX_REASK_MS = 60 * 60 * 1000;

/** The earliest moment that is still to come or was missed; the deadline before all others of its time or before it. */
export function nextMoment(plan: QuestionPlan, course: Course, now: number): Moment {
  const deadline: Moment = { kind: 'deadline', at: plan.deadlineAt };
  if (plan.deadlineAt <= now) return deadline;
  const moments = [deadline, ...nudge(plan, course), ...stillWorking(plan, course), ...reask(plan, course)];
  return moments.reduce((first, moment) => (moment.at < first.at ? moment : first));
}

/** The course after the moment. Of several nudges that were missed, the last one counts for all. */
export function afterMoment(plan: QuestionPlan, course: Course, { kind }: Moment, now: number): Course {
  switch (kind) {
    case 'nudge': {
      const passed = plan.nudgeAfterMs.filter((after) => course.takenAt + after <= now).length;
      return { ...course, nudges: Math.max(passed, course.nudges + 1) };
    }
    case 'still-working':
      return { ...course, isAskerTold: true };
    case 'reask':
      return { ...course, reasks: course.reasks + 1, lastAskedAt: now };
    case 'deadline':
      return course;
  }
}

function nudge({ nudgeAfterMs }: QuestionPlan, { source, takenAt, nudges }: Course): Moment[] {
  const after = nudgeAfterMs[nudges];
  return source === 'people' && after !== undefined ? [{ kind: 'nudge', at: takenAt + after }] : [];
}

function stillWorking({ askedAt, stillWorkingAfterMs }: QuestionPlan, { isAskerTold }: Course): Moment[] {
  return isAskerTold ? [] : [{ kind: 'still-working', at: askedAt + stillWorkingAfterMs }];
}

function reask({ reaskAfterMs }: QuestionPlan, { source, lastAskedAt, reasks }: Course): Moment[] {
  if (source !== 'service') return [];
  const most = Math.max(reaskAfterMs, MAX_REASK_MS);
  return [{ kind: 'reask', at: lastAskedAt + Math.min(reaskAfterMs * 2 ** Math.min(reasks, 30), most) }];
}
