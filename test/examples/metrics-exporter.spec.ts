import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { startExporter } from '../../examples/metrics-exporter/exporter.js';
import { Stage } from './support/stage.js';
import { until } from '../cluster/support/wait.js';
import { namesAndLabels, samplesOf, type Sample } from './support/prometheus.js';

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat?: string }[];
}

const dashboard = JSON.parse(
  readFileSync(new URL('../../examples/metrics-exporter/dashboard.json', import.meta.url), 'utf8'),
) as { readonly panels: readonly Panel[]; readonly uid: string };

const targets = dashboard.panels.flatMap(({ title, targets: all = [] }) =>
  all.map((target) => ({ title, ...target })),
);

describe('the example metrics-exporter', () => {
  const stage = new Stage();
  let samples: readonly Sample[] = [];
  let sum: number | undefined;

  before(async () => {
    const { box, monitor } = await stage.watch('usage.completions.1h', 'spendLimit');
    box.control.faults.add({
      provider: 'openai',
      path: '/organization/users',
      fault: { kind: 'drift', add: { shoe_size: 43 } },
    });
    const { url } = stage.keep(await startExporter(monitor, { port: 0 }));
    let cost: string | undefined;
    const watching = monitor.spend({ by: 'source', window: 'month' }).subscribe(({ state, rows }) => {
      if (state === 'ready') cost = rows[0]?.cost.find(({ basis }) => basis === 'provider_reported')?.amount;
    });
    stage.later(() => watching.unsubscribe());
    const scrape = async (): Promise<void> => {
      samples = samplesOf(await (await fetch(url)).text());
      sum = Number(cost);
    };
    const asked = targets.map(({ expr }) => namesAndLabels(expr));
    const has = (isIt: (sample: Sample) => boolean): boolean => samples.some(isIt);
    // The lists are read one after the other: each has its figures when it is.
    const isWhole = (): boolean =>
      cost !== undefined &&
      asked.every(
        ({ names, values }) =>
          names.every((name) => has((sample) => sample.name === name)) &&
          values.every(([label, value]) =>
            has(({ name, labels }) => names.includes(name) && labels[label] === value),
          ),
      );
    await until(async () => (await scrape(), isWhole()), 'all that the dashboard asks for').catch(
      () => undefined,
    );
    await scrape();
  });
  after(() => stage.close());

  const labelsOf = (name: string): Sample['labels'] =>
    samples.find((sample) => sample.name === name)?.labels ?? {};

  it('emits the figures of the monitor, and its own', () => {
    const cost = samples.find(
      ({ name, labels }) =>
        name === 'headwater_cost_window' &&
        labels['window'] === 'month' &&
        labels['basis'] === 'provider_reported',
    );
    expect(sum).to.be.above(0);
    expect(cost?.value).to.be.closeTo(sum ?? 0, 0.01 * (sum ?? 0));
    expect(samples.find(({ name }) => name === 'exporter_scrapes_total')?.value).to.be.above(0);
  });

  it('has a dashboard with panels', () => {
    expect(targets.length).to.be.above(8);
  });

  for (const { title, expr, legendFormat = '' } of targets)
    it(`dashboard, ${title}: ${expr} asks for what is emitted`, () => {
      const asked = namesAndLabels(expr);
      expect(asked.names).to.not.deep.equal([]);
      for (const name of asked.names) {
        const found = samples.filter((sample) => sample.name === name);
        expect(found, `the exporter emits no ${name}`).to.not.deep.equal([]);
        for (const label of asked.labels)
          expect(found[0]?.labels, `${name} has no label ${label}`).to.have.property(label);
      }
      for (const [label, value] of asked.values)
        expect(
          samples.some((sample) => asked.names.includes(sample.name) && sample.labels[label] === value),
          `no series has ${label}="${value}"`,
        ).to.be.true;
      const shown = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label = '']) => label);
      const kept = asked.by.length > 0 ? asked.by : Object.keys(labelsOf(asked.names[0] ?? ''));
      for (const label of shown) expect(kept, `the legend names ${label}`).to.include(label);
    });

  it('an unknown metric, label or value of a query would be found', () => {
    const asked = namesAndLabels(
      'time() - sum by (nope) (rate(made_up_total{window="24h"}[$__rate_interval])) / on (x) exporter_up > bool 5',
    );
    expect(asked.names).to.deep.equal(['made_up_total', 'exporter_up']);
    expect(asked.labels).to.have.members(['nope', 'window', 'x']);
    expect(asked.values).to.deep.equal([['window', '24h']]);
  });
});
