import { expectError, expectType } from 'tsd';
import type { MonitorViews } from '../../src/monitor/index.js';
import { openTelemetryMetrics, type MeterLike } from '../../src/node/index.js';

declare const monitor: MonitorViews;
declare const meter: MeterLike<{ readonly name: string }>;

expectType<{ close(): void }>(openTelemetryMetrics(monitor, meter));
openTelemetryMetrics(monitor, meter, {
  prefix: 'usage.',
  labels: ['credential'],
  windows: ['month'],
  maxSeries: 9,
});
expectError(openTelemetryMetrics(monitor, {}));
expectError(openTelemetryMetrics(monitor, meter, { labels: ['name'] }));
