import { expect } from 'chai';
import type { Source } from '../../src/monitor/index.js';
import { keygen, keygenSource } from '../../src/providers/keygen/index.js';
import { keywordsai, keywordsaiSource } from '../../src/providers/keywordsai/index.js';
import { openai, openaiSource } from '../../src/providers/openai/index.js';
import { startSandbox, type Sandbox, type SpendBy } from '../../src/sandbox/index.js';
import { amountsOf, Stepped } from './support/monitored.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const BYS: readonly SpendBy[] = ['key', 'principal', 'project', 'model'];

let open: Stepped | undefined;

const stepped = async (sourcesOf: (box: Sandbox) => readonly Source[]): Promise<Stepped> => {
  const box = await startSandbox({ scale: 0.02, rateLimits: false, tickSeconds: 3600 });
  const set = new Stepped(box, sourcesOf(box));
  open = set;
  await set.settle();
  return set;
};

const startOfDay = (time: Date, back = 0): Date =>
  new Date((Math.floor(time.getTime() / DAY_MS) - back) * DAY_MS);

describe('sources over time', function () {
  this.timeout(120_000);

  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  it('spend stays what the data says while keys come and go, over midnight', async () => {
    const only = ['users', 'projects', 'projects.apiKeys', 'adminApiKeys', 'usage.completions.1d', 'costs'];
    const set = await stepped((box) => [
      openaiSource(openai(box.openai), { only, every: HOUR_MS }),
      keywordsaiSource(keywordsai({ ...box.keywordsai, limiter: false }), { every: HOUR_MS }),
    ]);
    const { control } = set.box;
    const before = new Set(control.items('openai', 'projects.apiKeys').map(({ id }) => id));
    await set.tick(14, HOUR_MS);
    // What happened at the last tick is read by the next poll.
    const rows = await set.advance(1.5 * HOUR_MS);
    expect(rows.filter(({ state }) => state !== 'ok')).to.deep.equal([]);
    const now = new Date(control.now().getTime() + 1);
    const left = control.items('openai', 'projects.apiKeys').filter(({ id }) => before.has(id));
    expect(left.length).to.be.below(before.size);
    for (const [window, from] of [
      ['today', startOfDay(now)],
      ['7d', startOfDay(now, 6)],
    ] as const)
      for (const by of BYS) {
        const table = await set.see(
          set.monitor.spend({ by, window, limit: 500, where: { provider: 'openai' } }),
        );
        const sums = control.spend('openai', by, { from, to: now });
        const expected = sums.map(({ id, amount }) => [id ?? 'null', `${amount} USD`]);
        expect(amountsOf(table), `${by} ${window}`).to.deep.equal(Object.fromEntries(expected));
      }
    for (const by of BYS) {
      const table = await set.see(
        set.monitor.spend({ by, window: 'today', limit: 500, where: { provider: 'keywordsai' } }),
      );
      const sums = control.spend('keywordsai', by, { from: startOfDay(now), to: now });
      const expected = sums.map(({ id, amount }) => [id ?? 'null', `${amount} USD`]);
      expect(amountsOf(table), by).to.deep.equal(Object.fromEntries(expected));
    }
  });

  it('a key that was deleted keeps its name and its spend, and is told once', async () => {
    const only = ['projects.apiKeys', 'usage.completions.1d', 'costs'];
    const set = await stepped((box) => [openaiSource(openai(box.openai), { only, every: HOUR_MS })]);
    const { control } = set.box;
    const table = await set.see(set.monitor.spend({ by: 'key', window: '7d', limit: 1 }));
    const [top] = table.rows;
    const told: string[] = [];
    set.monitor.changes().subscribe(({ kind, subject }) => told.push(`${kind} ${subject?.id ?? ''}`));
    const id = top?.ref?.id ?? '';
    expect(control.remove('openai', 'projects.apiKeys', id)).to.equal(id);
    await set.tick(2, HOUR_MS);
    const after = await set.see(set.monitor.spend({ by: 'key', window: '7d', limit: 500 }));
    const row = after.rows.find(({ ref }) => ref?.id === id);
    expect([row?.name, row?.cost]).to.deep.equal([top?.name, top?.cost]);
    expect(told.filter((line) => line === `removed ${id}`)).to.have.length(1);
  });

  it('without logs, the growth of the totals of customers is what they spent', async () => {
    const set = await stepped((box) => [
      keywordsaiSource(keywordsai({ ...box.keywordsai, limiter: false }), {
        except: ['requestLogs'],
        every: HOUR_MS,
      }),
    ]);
    const totals = (): ReadonlyMap<string, number> =>
      new Map(
        set.box.control
          .items('keywordsai', 'users')
          .map((user) => [
            `${String(user['environment'])}/${String(user['customer_identifier'])}`,
            Math.round(Number(user['total_cost']) * 1e6),
          ]),
      );
    const before = totals();
    const first = await set.see(set.monitor.spend({ by: 'principal', window: 'today' }));
    expect([first.rows, first.sum.value]).to.deep.equal([[], undefined]);
    await set.tick(3, HOUR_MS);
    const grown = [...totals()].reduce(
      (sum, [key, total]) => sum + (before.has(key) ? total - (before.get(key) ?? 0) : 0),
      0,
    );
    const { sum } = await set.see(set.monitor.spend({ by: 'principal', window: 'today', limit: 500 }));
    expect(grown).to.be.above(0);
    expect(sum.value?.map(({ amount, basis }) => [Math.round(Number(amount) * 1e6), basis])).to.deep.equal([
      [grown, 'provider_gateway'],
    ]);
  });

  it('a log of requests shows that somebody’s tokens are in use', async () => {
    const set = await stepped((box) => [keygenSource(keygen(box.keygen))]);
    const logs = set.box.control.items('keygen', 'requestLogs');
    const askers = new Set(
      logs
        .filter(({ attributes }) => {
          const { created } = attributes as { created: string };
          return Date.parse(created) > set.box.control.now().getTime() - DAY_MS;
        })
        .map(({ relationships }) => {
          const all = relationships as { requestor: { data: { type: string; id: string } | null } };
          return all.requestor.data?.id;
        }),
    );
    const { rows } = await set.see(set.monitor.credentials({ limit: 500, where: { kind: 'api_token' } }));
    expect(rows.length).to.be.above(0);
    for (const { owner, lastUsed } of rows) {
      if (askers.has(owner?.id)) expect(lastUsed).to.include({ state: 'used', evidence: 'bearer_log' });
      else expect(lastUsed.state).to.equal('no_record');
    }
  });
});
