import { expect } from 'chai';
import type { Source } from '../../src/monitor/index.js';
import { keygen, keygenSource } from '../../src/providers/keygen/index.js';
import { keywordsai, keywordsaiSource } from '../../src/providers/keywordsai/index.js';
import { openai, openaiSource } from '../../src/providers/openai/index.js';
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { Stepped } from './support/monitored.js';
import { sizesOf, soak, wrongSums, type Sizes } from './support/soak.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let open: Stepped | undefined;

const stepped = async (sourcesOf: (box: Sandbox) => readonly Source[]): Promise<Stepped> => {
  const box = await startSandbox({ scale: 0.02, rateLimits: false, tickSeconds: 3600 });
  const set = new Stepped(box, sourcesOf(box));
  open = set;
  await set.settle();
  return set;
};

const BYS = ['key', 'principal', 'project', 'model'] as const;

/** Minutes for two hours, hours for two days, and thirty-five days. */
const MOST_COLUMNS = [120, 48, 35];

describe('sources over time', function () {
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  it('24 hours, over midnight, while keys come and go: every figure is right at the end, and no more is held than the windows take', async () => {
    const only = ['users', 'projects', 'projects.apiKeys', 'adminApiKeys', 'usage.completions.1d', 'costs'];
    const box = await startSandbox({ scale: 0.02, rateLimits: false, tickSeconds: 3600 });
    const every = 2 * HOUR_MS;
    const keyIds = (): ReadonlySet<unknown> =>
      new Set(box.control.items('openai', 'projects.apiKeys').map(({ id }) => id));
    const before = keyIds();
    const sizes: Sizes[] = [];
    open = await soak(
      box,
      [
        openaiSource(openai(box.openai), { only, every }),
        keywordsaiSource(keywordsai({ ...box.keywordsai, limiter: false }), { every }),
      ],
      { hours: 24, tickMs: HOUR_MS, restMs: 1.5 * every, hour: (set) => sizes.push(sizesOf(set)) },
    );
    const rows = await open.settle();
    expect(rows.filter(({ state }) => state !== 'ok')).to.deep.equal([]);
    const after = keyIds();
    expect(
      [...before].every((id) => after.has(id)),
      'keys have gone',
    ).to.be.false;
    const [today, week] = [['today', 0] as const, ['7d', 6] as const];
    expect(await wrongSums(open, 'openai', [today, week])).to.deep.equal([]);
    expect(await wrongSums(open, 'keywordsai', [today])).to.deep.equal([]);
    const [first, last] = [sizes[0]!, sizes.at(-1)!];
    for (const [level, most] of MOST_COLUMNS.entries())
      expect(Math.max(...sizes.map(({ columns }) => columns[level] ?? 0))).to.be.at.most(most);
    expect(last.points / last.series).to.be.at.most((1.1 * first.points) / first.series);
    const appeared = [...after].filter((id) => !before.has(id)).length;
    expect(last.entities - first.entities).to.be.at.most(2 * appeared + 20);
  });

  it('100 subscribers cause as many requests as one', async () => {
    const logs: (readonly string[])[] = [];
    for (const count of [1, 100]) {
      const set = await stepped((box) => [
        openaiSource(openai(box.openai), { only: ['projects', 'adminApiKeys'] }),
        keygenSource(keygen({ ...box.keygen, limiter: false }), { only: ['tokens', 'users'] }),
      ]);
      for (let at = 0; at < count; at += 1) {
        set.monitor.spend({ by: BYS[at % 4]!, window: 'today' }).subscribe();
        set.monitor.credentials({ offset: at }).subscribe();
        set.monitor.changes().subscribe();
      }
      await set.advance(HOUR_MS);
      logs.push(set.box.control.requests().map(({ method, path }) => `${method} ${path}`));
      await set.close();
      open = undefined;
    }
    const [one = [], hundred] = logs;
    expect(one.length).to.be.above(30);
    expect([...(hundred ?? [])].sort()).to.deep.equal([...one].sort());
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

  it('the first reading of the logs reaches as far back as it is to: windows within it are whole, longer ones are floors', async () => {
    const days = 7;
    const set = await stepped((box) => [
      keywordsaiSource(keywordsai({ ...box.keywordsai, limiter: false }), { firstSpanMs: days * DAY_MS }),
    ]);
    const qualities = new Map<string, string | undefined>();
    for (const window of ['today', '7d', '30d'] as const) {
      const { sum } = await set.see(set.monitor.spend({ by: 'model', window }));
      qualities.set(window, sum.quality);
    }
    expect(Object.fromEntries(qualities)).to.deep.equal({
      today: 'reported',
      '7d': 'reported',
      '30d': 'floor',
    });
    expect(await wrongSums(set, 'keywordsai', [['7d', 6]])).to.deep.equal([]);
    for (const wrong of [0, -1, Infinity, NaN])
      expect(() => keywordsaiSource(keywordsai(set.box.keywordsai), { firstSpanMs: wrong })).to.throw(
        RangeError,
      );
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
