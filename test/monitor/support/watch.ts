import type { Observable, Subscription } from 'rxjs';
import { createMonitor, type MonitorOptions } from '../../../src/monitor/create-monitor.js';
import type { Source } from '../../../src/monitor/feed.js';
import type { Monitor } from '../../../src/monitor/monitor.js';
import { Clock } from './clock.js';

/** What a stream emitted, and how it ended. */
export class Seen<T> {
  readonly values: T[] = [];
  readonly times: number[] = [];
  error: unknown;
  isComplete = false;
  readonly subscription: Subscription;

  constructor(stream: Observable<T>, clock: Clock) {
    this.subscription = stream.subscribe({
      next: (value) => {
        this.values.push(value);
        this.times.push(clock.now());
      },
      error: (error: unknown) => (this.error = error),
      complete: () => (this.isComplete = true),
    });
  }

  get last(): T {
    const last = this.values.at(-1);
    if (last === undefined) throw new Error('nothing was emitted');
    return last;
  }

  get count(): number {
    return this.values.length;
  }

  leave(): void {
    this.subscription.unsubscribe();
  }
}

/** A monitor in virtual time. */
export interface Stage {
  readonly clock: Clock;
  readonly monitor: Monitor;
  see<T>(stream: Observable<T>): Seen<T>;
}

export const stage = (
  sources: readonly Source[],
  options: MonitorOptions & { readonly start?: number } = {},
): Stage => {
  const { start, ...more } = options;
  const clock = new Clock(start);
  const monitor = createMonitor(sources, { scheduler: clock, random: () => 0, rules: [], ...more });
  return { clock, monitor, see: (stream) => new Seen(stream, clock) };
};
