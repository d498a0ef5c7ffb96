import {
  assertInInjectionContext,
  DestroyRef,
  inject,
  InjectionToken,
  makeEnvironmentProviders,
  type EnvironmentProviders,
} from '@angular/core';
import { concat, NEVER, of } from 'rxjs';
import {
  connectMonitor,
  type ConnectOptions,
  type RemoteMonitor,
} from '../monitor/connect/connect-monitor.js';
import type { MonitorViews } from '../monitor/monitor.js';

/** A monitor elsewhere, to which the app connects; the connection ends with the app. */
export interface RemoteMonitorConfig extends ConnectOptions {
  /** Of the gateway, as {@link connectMonitor} takes it. */
  readonly url: string;
}

/** A monitor of the same process, for example one of a test. It is not closed when the app ends. */
export interface LocalMonitorConfig {
  /** The monitor, for example of `createMonitor`. */
  readonly monitor: MonitorViews | InjectedMonitor;
}

/** Where an app finds its monitor. */
export type MonitorConfig = RemoteMonitorConfig | LocalMonitorConfig;

/** The monitor of an app. */
export interface InjectedMonitor extends MonitorViews, Pick<RemoteMonitor, 'connection$' | 'retry'> {}

const MONITOR = new InjectionToken<InjectedMonitor>('headwater monitor');

/** A monitor of the same process is never lost. */
const asConnected = (monitor: LocalMonitorConfig['monitor']): InjectedMonitor =>
  'connection$' in monitor
    ? monitor
    : {
        overview$: monitor.overview$,
        sources$: monitor.sources$,
        limits$: monitor.limits$,
        findings$: monitor.findings$,
        drift$: monitor.drift$,
        spend: (query) => monitor.spend(query),
        series: (query) => monitor.series(query),
        credentials: (query) => monitor.credentials(query),
        principals: (query) => monitor.principals(query),
        changes: (since) => monitor.changes(since),
        refresh: () => monitor.refresh(),
        connection$: concat(of({ state: 'live' as const }), NEVER),
        retry: () => undefined,
      };

const connected = ({ url, ...options }: RemoteMonitorConfig): InjectedMonitor => {
  const monitor = connectMonitor(url, options);
  inject(DestroyRef).onDestroy(() => monitor.close());
  return monitor;
};

/**
 * Returns providers of one monitor for a whole app, which {@link injectMonitor} gives.
 *
 * @param config the `url` of a gateway, with the options of {@link connectMonitor}; or a `monitor` of the same process
 * @throws TypeError, when the monitor is first injected, where the URL is malformed
 *
 * @example
 * ```ts no-run
 * // For `bootstrapApplication(App, appConfig)`.
 * const appConfig: ApplicationConfig = { providers: [provideMonitor({ url: 'ws://127.0.0.1:4318' })] };
 * ```
 */
export const provideMonitor = (config: MonitorConfig): EnvironmentProviders =>
  makeEnvironmentProviders([
    {
      provide: MONITOR,
      useFactory: () => ('monitor' in config ? asConnected(config.monitor) : connected(config)),
    },
  ]);

/**
 * Returns the monitor that {@link provideMonitor} gave to the app. Its members emit their present value when they are
 * subscribed to, so that `toSignal` may ask for `requireSync`. `connection$` says how the connection is: always `live` for a
 * monitor of the same process.
 *
 * @throws Error outside of an injection context, and where the app has no `provideMonitor`.
 *
 * @example
 * ```ts no-run
 * class Overview {
 *   readonly overview = toSignal(injectMonitor().overview$, { requireSync: true });
 * }
 * ```
 */
export const injectMonitor = (): InjectedMonitor => {
  assertInInjectionContext(injectMonitor);
  return inject(MONITOR);
};
