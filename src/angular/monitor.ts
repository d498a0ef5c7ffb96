import {
  assertInInjectionContext,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
  type EnvironmentProviders,
} from '@angular/core';
import type { MonitorViews } from '../monitor/monitor.js';

/** Where an app finds its monitor. */
export interface MonitorConfig {
  /** A monitor of the same process, for example one of a test. It is not closed when the app ends. */
  readonly monitor: MonitorViews;
}

const MONITOR = new InjectionToken<MonitorViews>('headwater monitor');

/**
 * Returns providers of one monitor for a whole app, which {@link injectMonitor} gives.
 *
 * @param config see {@link MonitorConfig}
 *
 * @example
 * await bootstrapApplication(App, { providers: [provideMonitor({ monitor })] });
 */
export const provideMonitor = ({ monitor }: MonitorConfig): EnvironmentProviders =>
  makeEnvironmentProviders([{ provide: MONITOR, useValue: monitor }]);

/**
 * Returns the monitor that {@link provideMonitor} gave to the app. Its members emit their present value when they are
 * subscribed to, so that `toSignal` may ask for `requireSync`.
 *
 * @throws Error outside of an injection context, and where the app has no `provideMonitor`.
 *
 * @example
 * readonly overview = toSignal(injectMonitor().overview$, { requireSync: true });
 */
export const injectMonitor = (): MonitorViews => {
  assertInInjectionContext(injectMonitor);
  return inject(MONITOR);
};
