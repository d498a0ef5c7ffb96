import { expect } from 'chai';
import { Registry } from 'prom-client';
import type { Monitor } from '../../src/monitor/monitor.js';
import { labelOf } from '../../src/node/metrics/labels.js';
import { metrics, type MetricsOptions } from '../../src/node/metrics/metrics.js';
import { DAY, HOUR, MINUTE, NOON, SECOND } from '../monitor/support/clock.js';
import { FakeFeed, fakeSource, httpError } from '../monitor/support/fake-source.js';
import { cost, credential, keyRef, limit, principal, ref, usage } from '../monitor/support/records.js';
import { stage, type Stage } from '../monitor/support/watch.js';
import { money } from '../../src/records/index.js';
import { serveMonitor } from '../../src/node/gateway/serve-monitor.js';
import { FakeMonitor, finding, spendRow } from './gateway/support/fake-monitor.js';

const feeds = () => {
  const keys = new FakeFeed('keys', { gives: ['credential'] });
  keys.records = [credential('k1', { name: 'Bob’s key', owner: ref('user', 'u1'), hint: 'sk-abc' })];
  const users = new FakeFeed('users', { gives: ['principal'] });
  users.records = [principal('u1', { displayName: 'Bob', email: 'bob@example.com' })];
  const costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
  const dims = { credential: keyRef('k1'), project: ref('project', 'p1'), model: 'm1' };
  costs.records = [cost(NOON - HOUR, HOUR, '1.25', { dims })];
  const tokens = new FakeFeed('tokens', { kind: 'buckets', gives: ['usage'] });
  tokens.records = [usage(NOON - HOUR, HOUR, { input_tokens: 7, requests: 3 }, { dims })];
  const limits = new FakeFeed('limits', { gives: ['limit'] });
  limits.records = [limit('l1', { limit: money(10, 'USD'), used: money(5, 'USD') })];
  return { keys, users, costs, tokens, limits };
};

const read = async (monitor: Monitor, set: Stage, options: MetricsOptions = {}): Promise<string> => {
  const measured = metrics(monitor, { scheduler: set.clock, ...options });
  await measured.text();
  set.clock.advance(SECOND);
  const text = await measured.text();
  measured.close();
  return text;
};

describe('metrics', () => {
  const all = feeds();
  const staged = () => stage([fakeSource(Object.values(all))], { start: NOON });

  it('has gauges for what may be restated, by source, model and project', async () => {
    const set = staged();
    const text = await read(set.monitor, set);
    const where = 'window="24h",provider="acme",source="acme"';
    expect(text).to.include('# TYPE headwater_cost_window gauge');
    expect(text).to.include(`headwater_cost_window{${where},currency="USD",basis="provider_reported"} 1.25`);
    expect(text).to.include(
      `headwater_model_cost_window{${where},model="m1",currency="USD",basis="provider_reported"} 1.25`,
    );
    expect(text).to.include(`headwater_project_usage_window{${where},project="p1",measure="input_tokens"} 7`);
    expect(text).to.include(`headwater_requests_window{${where}} 3`);
    expect(text).to.include('headwater_missing_sources_window{window="24h"} 0');
  });

  it('says how each list does, and how much of a budget is used', async () => {
    const set = staged();
    const text = await read(set.monitor, set);
    const feed = 'provider="acme",source="acme",feed="keys"';
    expect(text).to.include(`headwater_source_up{${feed}} 1`);
    expect(text).to.include(
      `headwater_source_last_success_timestamp_seconds{${feed}} ${String(NOON / 1_000)}`,
    );
    expect(text).to.include(`headwater_source_records{${feed}} 1`);
    expect(text).to.include('# TYPE headwater_poll_requests_total counter');
    expect(text).to.match(
      /headwater_budget_used_ratio\{[^}]*measure="cost",period="month",enforcement="hard"\} 0\.5/,
    );
  });

  it('says how much is used of the requests that a source may send', async () => {
    const windows = [{ limit: 600, perMs: 30_000, used: 150, ageMs: 0 }];
    const source = { ...fakeSource([all.keys]), requestWindows: () => windows };
    const set = stage([source], { start: NOON });
    const labels =
      'source="acme",limit="acme/requestLimits/30000",measure="requests",period="window",enforcement="hard"';
    expect(await read(set.monitor, set)).to.include(`headwater_budget_used_ratio{${labels}} 0.25`);
  });

  it('has no name, hint or address of a person', async () => {
    const set = staged();
    const text = await read(set.monitor, set, { labels: ['model', 'project', 'credential', 'principal'] });
    expect(text).to.include('credential="k1"').and.include('principal="u1"');
    expect(text).to.not.match(/Bob|bob@example|sk-abc/);
    expect(text).to.not.match(/date=/);
  });

  it('what is not known is no series', async () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    keys.error = httpError(500);
    const set = stage([fakeSource([keys])], { start: NOON });
    const text = await read(set.monitor, set);
    expect(text).to.include('headwater_source_up{provider="acme",source="acme",feed="keys"} 0');
    expect(text).to.not.match(
      /^headwater_(source_last_success|data_as_of|\w*cost_window|\w*requests_window)\S*\{/m,
    );
  });

  it('has at most maxSeries series; the rest is counted', async () => {
    const monitor = new FakeMonitor();
    monitor.rows.next(
      Array.from({ length: 400 }, (_, n) =>
        spendRow(`acme/model/m${String(n)}`, {
          ref: { source: 'acme', kind: 'model', id: `m${String(n)}` },
          requests: 1,
        }),
      ),
    );
    const measured = metrics(monitor, { maxSeries: 50, windows: ['24h'], labels: ['model'] });
    const series = (text: string): number => text.split('\n').filter((line) => /^\w.*\{/.test(line)).length;
    expect(series(await measured.text())).to.equal(50);
    // 400 rows of the source are one series; the model has as many as are left.
    const text = await measured.text();
    expect(series(text)).to.equal(50);
    expect(text).to.match(/headwater_series_dropped_total [1-9]\d*/);
    measured.close();
  });

  it('rows whose labels are the same are one series, their sum', async () => {
    const monitor = new FakeMonitor();
    monitor.findings.next([finding('a'), finding('b'), finding('c', { severity: 'high' })]);
    const measured = metrics(monitor);
    for (let reading = 0; reading < 2; reading += 1) {
      const text = await measured.text();
      expect(text).to.include('headwater_findings{rule="key.idle",severity="low"} 2');
      expect(text).to.include('headwater_findings{rule="key.idle",severity="high"} 1');
    }
    measured.close();
  });

  it('the monitor polls while it is read, and stops lingerMs after the last reading', async () => {
    const set = staged();
    const measured = metrics(set.monitor, { scheduler: set.clock });
    const before = all.keys.reads;
    set.clock.advance(MINUTE);
    expect(all.keys.reads).to.equal(before);
    await measured.text();
    set.clock.advance(9 * MINUTE);
    expect(all.keys.reads).to.be.above(before + 8);
    set.clock.advance(5 * MINUTE);
    const stopped = all.keys.reads;
    set.clock.advance(DAY);
    expect(all.keys.reads).to.equal(stopped);
    measured.close();
  });

  it('its registry can be merged with another one', async () => {
    const monitor = new FakeMonitor();
    monitor.findings.next([finding('a')]);
    const measured = metrics(monitor, { prefix: 'usage_' });
    const merged = Registry.merge([new Registry(), measured.registry]);
    expect(await merged.metrics()).to.include('usage_findings{rule="key.idle",severity="low"} 1');
    measured.close();
  });

  it('a gateway answers with them', async () => {
    const monitor = new FakeMonitor();
    monitor.findings.next([finding('a')]);
    const gateway = await serveMonitor(monitor, { port: 0, metrics: { prefix: 'mine_' } });
    try {
      const response = await fetch(`${gateway.url}/metrics`);
      expect(response.headers.get('content-type')).to.match(/^text\/plain; version=0\.0\.4/);
      expect(await response.text()).to.include('mine_findings{rule="key.idle",severity="low"} 1');
    } finally {
      await gateway.close();
    }
    expect(monitor.watchers.now.get('sources')).to.equal(0);
  });

  const labels: readonly [string | undefined, string][] = [
    [undefined, 'unattributed'],
    ['gpt-5', 'gpt-5'],
    ['bob@example.com', 'redacted'],
    ['acme/limit/bob@example.com/month', 'redacted'],
    ['publishers/google/models/x@001', 'publishers/google/models/x@001'],
    ['@', '@'],
    ['x'.repeat(300), 'x'.repeat(128)],
  ];
  for (const [value, label] of labels)
    it(`${String(value).slice(0, 40)} is the label ${label.slice(0, 40)}`, () => {
      expect(labelOf(value)).to.equal(label);
    });
});
