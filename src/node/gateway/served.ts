import type { MonitorViews } from '../../monitor/monitor.js';
import type { Scope } from '../../monitor/queries.js';

/** What a gateway needs of a monitor: a `Monitor` of `createMonitor` is one. */
export interface Served extends MonitorViews {
  /** Returns the monitor, narrowed to what a viewer may see. */
  within(scope: Scope): MonitorViews;
}
