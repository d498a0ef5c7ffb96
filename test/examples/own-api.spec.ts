import { expect } from 'chai';
import { acme, acmeSource } from '../../examples/own-api/acme.js';
import { startApi } from '../../examples/own-api/server.js';
import { createMonitor } from '../../src/monitor/create-monitor.js';
import type { ChangeEvent, CredentialRow, SourceRow, SpendTable } from '../../src/monitor/shapes.js';
import { eventually } from '../node/gateway/support/clients.js';
import { Stage } from './support/stage.js';

describe('the example own-api', () => {
  const stage = new Stage();
  afterEach(() => stage.close());

  const watch = async ({ sent = 'made-up', every = 60_000 } = {}) => {
    const api = stage.keep(await startApi('made-up'));
    const source = acmeSource(acme(api.baseUrl, sent), { every });
    const monitor = stage.keep(createMonitor([source], { frameMs: 5, lingerMs: 0 }));
    let [spend, keys, sources]: [SpendTable?, (readonly CredentialRow[])?, (readonly SourceRow[])?] = [];
    const changes: ChangeEvent[] = [];
    monitor.spend({ by: 'key', window: '7d' }).subscribe((table) => (spend = table));
    monitor.credentials().subscribe(({ state, rows }) => (keys = state === 'ready' ? rows : undefined));
    monitor.sources$.subscribe((rows) => (sources = rows));
    monitor.changes().subscribe((change) => changes.push(change));
    return { api, spend: () => spend, keys: () => keys, sources: () => sources ?? [], changes };
  };

  it('shows the sums of the API, by key, with the use of each', async () => {
    const { spend } = await watch();
    await eventually(() => spend()?.state === 'ready' && spend()?.rows.length === 2, 'no figures');
    expect(spend()?.sum).to.deep.include({
      quality: 'reported',
      value: [{ amount: '3.51', currency: 'USD', basis: 'provider_reported' }],
    });
    expect(spend()?.rows.map(({ name, cost, requests }) => [name, cost[0]?.amount, requests])).to.deep.equal([
      ['search', '3.21', 2_400],
      ['deploy', '0.3', 360],
    ]);
  });

  it('walks over all pages, and shows a token of the API as a key with its last use', async () => {
    const { keys } = await watch();
    await eventually(() => keys()?.length === 3, 'no keys');
    expect(keys()?.find(({ name }) => name === 'nightly')?.lastUsed).to.deep.equal({
      state: 'never',
      evidence: 'provider',
    });
  });

  it('says what changed', async () => {
    const { api, keys, spend, changes } = await watch({ every: 50 });
    await eventually(() => keys()?.length === 3 && spend()?.state === 'ready', 'no keys');
    api.data.tokens.pop();
    api.data.costs.push({
      day: new Date().toISOString().slice(0, 10),
      token_id: 'tok_3',
      usd: '0.005',
      calls: 1,
    });
    await eventually(
      () => changes.some(({ kind, subject }) => kind === 'removed' && subject?.id === 'tok_3'),
      'nothing was removed',
    );
    await eventually(() => spend()?.sum.value?.[0]?.amount === '3.515', 'the sum is another');
  });

  it('a key that the API refuses shows in its lists', async () => {
    const { sources } = await watch({ sent: 'wrong' });
    await eventually(
      () => sources().length === 2 && sources().every(({ state }) => state === 'auth'),
      'it is not refused',
    );
  });

  it('a row that is none is left out, and the sum is a floor', async () => {
    const { api, spend, sources } = await watch({ every: 50 });
    await eventually(() => spend()?.sum.value?.[0]?.amount === '3.51', 'no figures');
    api.data.costs.push({ ...api.data.costs[0]!, token_id: 'tok_3', usd: 5 as never });
    await eventually(() => sources().some(({ leftOut }) => leftOut === 1), 'it was not left out');
    expect(spend()?.sum).to.deep.include({ quality: 'floor' });
    expect(spend()?.sum.value?.[0]?.amount).to.equal('3.51');
  });
});
