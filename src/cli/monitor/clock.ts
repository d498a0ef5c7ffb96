import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { Session } from '../session.js';

/** Returns a scheduler with the clock of the data and the timers of the machine: the sandbox has a clock of its own. */
export const schedulerOf = ({ now }: Pick<Session, 'now'>): SchedulerLike => ({
  now: () => now().getTime(),
  schedule: asyncScheduler.schedule.bind(asyncScheduler),
});
