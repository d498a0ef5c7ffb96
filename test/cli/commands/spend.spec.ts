import { expect } from 'chai';
import type { SpendTable } from '../../../src/monitor/index.js';
import type { Sandbox, SpendBy } from '../../../src/sandbox/index.js';
import { boxFor } from '../../sandbox/support.js';
import { cli, CLOSED, csvIn, envOf, type Ran } from '../support.js';

const DAY_MS = 86_400_000;

type Json = SpendTable & { readonly by: string; readonly window: string; readonly sandbox?: true };

const tableIn = ({ out }: Ran): Json => JSON.parse(out) as Json;

/** Amounts by id, of the rows that cost something. */
const amountsOf = ({ rows }: SpendTable, source: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    rows
      .filter((row) => row.source === source && row.cost.length > 0)
      .map(({ ref, cost }) => [ref?.id ?? 'null', cost.map(({ amount }) => amount).join(' + ')]),
  );

/** Today, as the control of the sandbox sums it up from its own data. */
const todayIn = (box: Sandbox, provider: 'openai' | 'keywordsai', by: SpendBy): Record<string, string> => {
  const to = new Date(box.control.now().getTime() + 1);
  const from = new Date(Math.floor(to.getTime() / DAY_MS) * DAY_MS);
  return Object.fromEntries(
    box.control.spend(provider, by, { from, to }).map(({ id, amount }) => [id ?? 'null', amount]),
  );
};

describe('headwater spend', () => {
  for (const by of ['key', 'principal', 'project', 'model'] as const)
    it(`by ${by}: what the data of the sandbox sums up to, to the last digit`, async () => {
      const sums: Record<string, Record<string, string>> = {};
      const ran = await cli(['spend', '--by', by, '--sandbox', '--format', 'json'], {
        onSandbox: (box) => {
          for (const provider of ['openai', 'keywordsai'] as const)
            sums[provider] = todayIn(box, provider, by);
        },
      });
      const table = tableIn(ran);
      expect(ran.code).to.equal(0);
      expect(table).to.include({ by, window: 'today', sandbox: true, from: '2026-01-15T00:00:00.000Z' });
      expect(table.sum.quality).to.equal('reported');
      for (const [provider, amounts] of Object.entries(sums)) {
        expect(Object.keys(amounts), provider).not.to.deep.equal([]);
        expect(amountsOf(table, provider), provider).to.deep.equal(amounts);
      }
    });

  it('asks for no more days, and no finer figures, than the window needs', async () => {
    let box: Sandbox | undefined;
    await cli(['spend', '--provider', 'openai', '--sandbox', '--format', 'json'], {
      onSandbox: (started) => (box = started),
    });
    const asked = box!.control.requests().map(({ query }) => new Map(query));
    expect(new Set(asked.map((query) => query.get('bucket_width') ?? '1d'))).to.deep.equal(new Set(['1d']));
    const starts = asked.flatMap((query) => query.get('start_time') ?? []).map(Number);
    expect(starts).not.to.deep.equal([]);
    expect(Math.min(...starts) * 1000).to.be.above(box!.control.now().getTime() - 12 * DAY_MS);
    expect(new Set(box!.control.requests().map(({ provider }) => provider))).to.deep.equal(
      new Set(['openai']),
    );
  });

  it('a week of request logs is read for a week: its sum is no floor', async () => {
    const args = ['spend', '--by', 'model', '--window', '7d', '--provider', 'keywordsai', '--sandbox'];
    const { code, out } = await cli([...args, '--format', 'json'], {});
    expect([code, (JSON.parse(out) as Json).sum.quality]).to.deep.equal([0, 'reported']);
  });

  it('a table: the origin of each amount, the rows that are left, and that the data is made up', async () => {
    const { code, out } = await cli(['spend', '--by', 'key', '--sandbox', '--limit', '3'], {
      columns: 120,
      env: { NO_COLOR: '1' },
    });
    expect(code).to.equal(0);
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).to.equal(
      'sandbox: made-up data  spend by key, today: 2026-01-15 00:00 to 2026-01-15 12:00 UTC',
    );
    expect(lines[1]).to.match(/^KEY +PROVIDER +COST +SHARE +BEFORE +TOKENS +REQUESTS$/);
    expect(lines[2]).to.match(/ openai +\$[\d,.]+ +\d+\.\d% +\$[\d,.]+ +[\d,]+ +[\d,]+$/);
    expect(lines[5]).to.match(/^and [\d,]+ more: --limit shows them$/);
    expect(lines[6]).to.match(/^sum \$[\d,.]+ reported \+ \$[\d,.]+ of a gateway {3}as of 2026-01-15 12:00$/);
    expect(lines).to.have.length(7);
  });

  it('ndjson: a line for each row, then the sum', async () => {
    const { out } = await cli(['spend', '--sandbox', '--provider', 'keywordsai'], {});
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ type, sandbox, by }) => [type, sandbox, by])).to.deep.equal([
      ['row', true, 'provider'],
      ['sum', true, 'provider'],
    ]);
    const [row, sum] = lines;
    expect((sum?.['sum'] as SpendTable['sum']).value).to.deep.equal(row?.['cost']);
  });

  it('csv: exact amounts that add up to the sum, each row with where it is from', async () => {
    const args = ['spend', '--by', 'key', '--sandbox', '--provider', 'openai'];
    const box: { sums: Record<string, string> } = { sums: {} };
    const { out } = await cli([...args, '--format', 'csv'], {
      onSandbox: (started) => (box.sums = todayIn(started, 'openai', 'key')),
    });
    const rows = csvIn(out);
    const costs = rows.filter(({ cost }) => cost !== '').map(({ id, cost }) => [id, cost]);
    expect(Object.fromEntries(costs)).to.deep.equal(box.sums);
    for (const row of rows)
      expect(row).to.include({
        sandbox: 'true',
        by: 'key',
        source: 'openai',
        quality: 'reported',
        missing: '',
      });
  });

  describe('against accounts', () => {
    const box = boxFor({ rateLimits: false, now: new Date() });

    it('one provider is down: the sum is a floor that names it, and the exit code is 2', async () => {
      const env = { ...envOf(box()), KEYWORDSAI_BASE_URL: CLOSED, NO_COLOR: '1' };
      // Of seven days: just after midnight nothing has been spent today.
      const { code, out, err } = await cli(['spend', '--window', '7d'], { env, columns: 120 });
      expect(code).to.equal(2);
      expect(out).not.to.include('sandbox');
      expect(out).to.match(/\nsum ≥\$[\d,.]+ reported .*without all of keywordsai\n$/);
      expect(err).to.match(/^headwater: keywordsai\/\w+: .*ECONNREFUSED.*\n/);
      expect(err).to.match(/\nheadwater: keywordsai\/\w.*: the same\n$/);
    });

    it('in JSON, too', async () => {
      const env = { ...envOf(box()), KEYWORDSAI_BASE_URL: CLOSED };
      const table = tableIn(await cli(['spend', '--format', 'json'], { env }));
      expect(table.sum).to.include({ quality: 'floor' });
      expect(table.sum.coverage).to.deep.equal({ included: ['openai'], missing: ['keywordsai'] });
    });

    it('nothing of what costs answers: 3', async () => {
      const env = { OPENAI_BASE_URL: CLOSED, OPENAI_ADMIN_KEY: 'k' };
      const { code, out } = await cli(['spend'], { env, columns: 120 });
      expect(code).to.equal(3);
      expect(out).to.include('sum –').and.include('without all of openai');
    });

    it('logs are read as far back as the window begins: the sum is no floor, and nothing is said', async () => {
      const { KEYWORDSAI_BASE_URL, KEYWORDSAI_API_KEY } = envOf(box());
      const { code, out, err } = await cli(['spend', '--window', '7d', '--format', 'json'], {
        env: { KEYWORDSAI_BASE_URL, KEYWORDSAI_API_KEY },
      });
      expect([code, err]).to.deep.equal([0, '']);
      expect(tableIn({ code, out, err }).sum.quality).to.equal('reported');
    });

    it('an account without the admin key is left out, and named', async () => {
      const { OPENAI_BASE_URL, OPENAI_API_KEY, KEYWORDSAI_BASE_URL, KEYWORDSAI_API_KEY } = envOf(box());
      const env = { OPENAI_BASE_URL, OPENAI_API_KEY };
      const alone = await cli(['spend'], { env });
      expect(alone).to.include({ code: 1, out: '' });
      expect(alone.err).to.include('OPENAI_ADMIN_KEY is not set');
      const both = await cli(['spend'], { env: { ...env, KEYWORDSAI_BASE_URL, KEYWORDSAI_API_KEY } });
      expect(both.code).to.equal(2);
      expect(both.err).to.include('headwater: openai is left out: OPENAI_ADMIN_KEY is not set');
    });
  });

  for (const [args, words] of [
    [['spend', '--by', 'person'], /--by <dimension>.*Allowed choices are key, principal/s],
    [['spend', '--window', 'week'], /--window <window>.*Allowed choices are 60m/s],
    [['spend', '--limit', '0'], /whole number from 1/],
  ] as const)
    it(`exits 1 for ${args.join(' ')}`, async () => {
      const { code, out, err } = await cli(args);
      expect([code, out]).to.deep.equal([1, '']);
      expect(err).to.match(words);
    });

  it('names the variables where nothing is set', async () => {
    const { code, err } = await cli(['spend']);
    expect(code).to.equal(1);
    expect(err).to.include('OPENAI_ADMIN_KEY').and.include('--sandbox');
  });
});
