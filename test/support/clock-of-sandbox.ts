import { asyncScheduler, type SchedulerLike } from 'rxjs';
import type { Sandbox } from '../../src/sandbox/index.js';

/** Timers run on real time, and ranges are made by the sandbox's clock: what is asked for does not depend on the day of the test. */
export const clockOfSandbox = (box: Sandbox): SchedulerLike => ({
  now: () => box.control.now().getTime(),
  schedule: asyncScheduler.schedule.bind(asyncScheduler),
});
