import { expect } from 'chai';
import type { SchedulerAction, Subscription } from 'rxjs';
import { QueryError } from '../../src/monitor/queries-check.js';
import {
  openTelemetryMetrics,
  type MeterLike,
  type OpenTelemetryOptions,
} from '../../src/node/metrics/open-telemetry.js';
import { metrics } from '../../src/node/metrics/metrics.js';
import { Clock, MINUTE, NOON } from '../monitor/support/clock.js';
import { FakeFeed, fakeSource } from '../monitor/support/fake-source.js';
import { credential } from '../monitor/support/records.js';
import { stage } from '../monitor/support/watch.js';
import { FakeMonitor, finding, spendRow } from './gateway/support/fake-monitor.js';

interface Instrument {
  readonly name: string;
  readonly kind: 'gauge' | 'counter';
}
interface Point {
  readonly instrument: Instrument;
  readonly value: number;
  readonly attributes: Readonly<Record<string, string>>;
}
type Collected = Parameters<MeterLike<Instrument>['addBatchObservableCallback']>[0];

/** A meter that collects when a test wants it to. */
class FakeMeter implements MeterLike<Instrument> {
  readonly instruments: Instrument[] = [];
  readonly callbacks = new Map<Collected, readonly Instrument[]>();

  #make(kind: Instrument['kind'], name: string): Instrument {
    const instrument = { name, kind };
    this.instruments.push(instrument);
    return instrument;
  }
  createObservableGauge(name: string): Instrument {
    return this.#make('gauge', name);
  }
  createObservableCounter(name: string): Instrument {
    return this.#make('counter', name);
  }
  addBatchObservableCallback(callback: Collected, instruments: Instrument[]): void {
    this.callbacks.set(callback, instruments);
  }
  removeBatchObservableCallback(callback: Collected, instruments: Instrument[]): void {
    // OpenTelemetry knows a callback by itself and by what it was added with.
    if (this.callbacks.get(callback)?.length === instruments.length) this.callbacks.delete(callback);
  }

  collect(): readonly Point[] {
    const points: Point[] = [];
    for (const [callback, instruments] of this.callbacks)
      callback({
        observe: (instrument, value, attributes = {}) => {
          if (instruments.includes(instrument)) points.push({ instrument, value, attributes });
        },
      });
    return points;
  }
}

/** A clock that knows all that was ever planned. */
class NotingClock extends Clock {
  readonly timers: Subscription[] = [];

  override schedule<T>(work: (this: SchedulerAction<T>, state?: T) => void, delay?: number, state?: T) {
    const timer = super.schedule(work, delay, state);
    this.timers.push(timer);
    return timer;
  }
}

const valuesOf = (points: readonly Point[], name: string) =>
  points
    .filter(({ instrument }) => instrument.name === name)
    .map(({ value, attributes }) => [value, attributes]);

const spending = (): FakeMonitor => {
  const monitor = new FakeMonitor();
  const ref = { source: 'acme', kind: 'model', id: 'm1' };
  monitor.rows.next([spendRow('a', { ref, requests: 3 }), spendRow('b', { ref, requests: 4 })]);
  monitor.findings.next([finding('a'), finding('b')]);
  return monitor;
};

describe('a monitor as metrics of OpenTelemetry', () => {
  const opened: { close(): void }[] = [];
  const opening = <M extends { close(): void }>(measured: M): M => {
    opened.push(measured);
    return measured;
  };
  // What was collected holds the process for lingerMs.
  afterEach(() => {
    for (const measured of opened.splice(0)) measured.close();
  });

  it('names providers and models as metrics of single requests do, too; rows that look the same are one point, their sum', () => {
    const meter = new FakeMeter();
    opening(openTelemetryMetrics(spending(), meter, { windows: ['24h'], labels: ['model'] }));
    const points = meter.collect();
    const where = { window: '24h', provider: 'acme', source: 'acme', 'gen_ai.provider.name': 'acme' };
    expect(valuesOf(points, 'headwater.requests_window')).to.deep.equal([[7, where]]);
    expect(valuesOf(points, 'headwater.model_requests_window')).to.deep.equal([
      [7, { ...where, model: 'm1', 'gen_ai.request.model': 'm1' }],
    ]);
    expect(valuesOf(points, 'headwater.findings')).to.deep.equal([
      [2, { rule: 'key.idle', severity: 'low' }],
    ]);
  });

  it('has each metric of Prometheus, as what it is there: figures that may be restated are gauges', async () => {
    const meter = new FakeMeter();
    const monitor = spending();
    opening(openTelemetryMetrics(monitor, meter));
    const text = await opening(metrics(monitor)).text();
    const types = [...text.matchAll(/^# TYPE headwater_(\w+) (\w+)$/gm)].map(([, name = '', type]) => [
      `headwater.${name.replace(/_total$/, '')}`,
      type,
    ]);
    expect(types).to.have.length.above(10);
    expect(meter.instruments.map(({ name, kind }) => [name, kind])).to.deep.equal(types);
  });

  it('has at most maxSeries points beside the count of those that were left out, which grows', () => {
    const meter = new FakeMeter();
    opening(openTelemetryMetrics(spending(), meter, { maxSeries: 1, prefix: 'usage.' }));
    const dropped = [meter.collect(), meter.collect()].map((points) => {
      expect(points).to.have.length(2);
      return valuesOf(points, 'usage.series_dropped')[0]?.[0];
    });
    expect(dropped[0]).to.be.above(0);
    expect(dropped[1]).to.equal(2 * Number(dropped[0]));
  });

  it('refuses labels and windows that there are not at once, since a meter says nothing of what fails while it collects', () => {
    for (const options of [{ windows: ['1h'] }, { labels: ['owner'] }] as unknown as OpenTelemetryOptions[]) {
      const meter = new FakeMeter();
      expect(() => openTelemetryMetrics(spending(), meter, options)).to.throw(QueryError, 'must be one of');
      expect(() => metrics(spending(), options)).to.throw(QueryError, 'must be one of');
      expect([meter.instruments, [...meter.callbacks]]).to.deep.equal([[], []]);
    }
  });

  it('keeps the monitor polling while it is collected, and lets go of it and of the meter at the end', () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    keys.records = [credential('k1')];
    const set = stage([fakeSource([keys])], { start: NOON, lingerMs: 0 });
    const meter = new FakeMeter();
    const measured = openTelemetryMetrics(set.monitor, meter, { scheduler: set.clock });
    set.clock.advance(MINUTE);
    expect(keys.reads, 'nobody has collected yet').to.equal(0);
    meter.collect();
    set.clock.advance(3 * MINUTE);
    const { reads } = keys;
    expect(reads).to.be.above(2);
    measured.close();
    set.clock.advance(30 * MINUTE);
    expect(keys.reads).to.be.at.most(reads + 1);
    expect(meter.callbacks.size).to.equal(0);
  });

  it('a monitor that is closed leaves no timer behind, whoever collects, before and after', async () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    const set = stage([fakeSource([keys])], { start: NOON });
    const scheduler = new NotingClock();
    const running = (): number => scheduler.timers.filter(({ closed }) => !closed).length;
    const meter = new FakeMeter();
    opening(openTelemetryMetrics(set.monitor, meter, { scheduler }));
    const text = opening(metrics(set.monitor, { scheduler }));
    meter.collect();
    await text.text();
    expect(running()).to.equal(2);
    set.monitor.close();
    expect(running()).to.equal(0);
    meter.collect();
    await text.text();
    expect(running()).to.equal(0);
  });
});
