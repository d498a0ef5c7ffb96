import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { Sandbox } from '../../src/sandbox/index.js';

const realTimers = (now: () => number): SchedulerLike => ({
  now,
  schedule: asyncScheduler.schedule.bind(asyncScheduler),
});

/** Timers run on real time, and ranges are made by the sandbox's clock: what is asked for does not depend on the day of the test. */
export const clockOfSandbox = (box: Sandbox): SchedulerLike => realTimers(() => box.control.now().getTime());

/** The same, for what measures time by its clock, as the frames of a monitor are: it begins at the sandbox's time, and goes on. */
export const runningClockOfSandbox = (box: Sandbox): SchedulerLike => {
  const ahead = box.control.now().getTime() - asyncScheduler.now();
  return realTimers(() => asyncScheduler.now() + ahead);
};
