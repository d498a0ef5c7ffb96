import { expect } from 'chai';
import { DIMENSION } from '../../../src/node/metrics/definitions.js';
import { definitionsOf } from '../../../src/node/metrics/definitions.js';
import { prometheusQuery } from '../../../web/src/app/lib/prometheus.js';
import { DIMENSIONS, MEASURES, START } from '../../../web/src/app/lib/url-state.js';

const usd = { currency: 'USD', basis: 'provider_reported' };

describe('the chart as a query of Prometheus', () => {
  it('cost by model needs nothing more than the gateway gives', () => {
    expect(prometheusQuery({ ...START, by: 'model' }, usd)).to.equal(
      'topk(8, sum by (model) (headwater_model_cost_window{window="24h", currency="USD", basis="provider_reported"}))',
    );
  });

  it('says what the gateway must be asked for', () => {
    expect(prometheusQuery({ ...START, window: '7d' }, usd).split('\n')).to.deep.equal([
      "# needs serveMonitor(monitor, { metrics: { labels: ['credential'], windows: ['7d'] } })",
      'topk(8, sum by (credential) (headwater_credential_cost_window{window="7d", currency="USD", basis="provider_reported"}))',
    ]);
  });

  it('tokens are those that went in and came out; a currency is of costs alone', () => {
    expect(prometheusQuery({ ...START, by: 'provider', measure: 'tokens' }, usd)).to.equal(
      'topk(8, sum by (provider) (headwater_usage_window{window="24h", measure=~"input_tokens|output_tokens"}))',
    );
    expect(prometheusQuery({ ...START, by: 'source', measure: 'requests' }, usd)).to.equal(
      'topk(8, sum by (source) (headwater_requests_window{window="24h"}))',
    );
  });

  it('is narrowed as the page is, by ids of the provider; what the metrics cannot follow is said', () => {
    const where = { provider: 'openai', project: 'acme/project/p"1\\', model: 'm\n# x' };
    expect(prometheusQuery({ ...START, by: 'project', where }, usd).split('\n')).to.deep.equal([
      '# not narrowed to model m # x',
      'topk(8, sum by (project) (headwater_project_cost_window{window="24h", currency="USD", basis="provider_reported", provider="openai", project="p\\"1\\\\"}))',
    ]);
  });

  it('asks for metrics and labels that the gateway has, whatever is looked at', () => {
    const known = definitionsOf(Object.keys(DIMENSION) as (keyof typeof DIMENSION)[]);
    for (const by of DIMENSIONS)
      for (const measure of MEASURES) {
        const query = prometheusQuery({ ...START, by, measure }, usd);
        const [, label, name, matchers = ''] = /by \((\w+)\) \(headwater_(\w+)\{(.*)\}/.exec(query) ?? [];
        const metric = known.find((each) => each.name === name);
        const used = [label, ...matchers.split(', ').map((matcher) => matcher.split(/=/, 1)[0])];
        expect(metric?.labels, query).to.include.members(used);
      }
  });
});
