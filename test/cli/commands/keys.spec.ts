import { expect } from 'chai';
import type { CredentialRow, FindingRow, Table } from '../../../src/monitor/index.js';
import { boxFor } from '../../sandbox/support.js';
import { cli, CLOSED, csvIn, envOf } from '../support.js';

interface Findings {
  readonly total: number;
  readonly rows: readonly FindingRow[];
}

describe('headwater keys', function () {
  it('every key once, with its owner, its last use and its cost', async () => {
    const counts: Record<string, number> = {};
    const { code, out } = await cli(['keys', '--sandbox', '--format', 'json', '--window', '7d'], {
      onSandbox: ({ control }) => {
        const { openai, keygen, keywordsai, cobo } = control.counts();
        // The list of admin keys holds one of the projects' keys, too: one of the incidents.
        expect(control.incidents().find(({ id }) => id === 'in-two-lists')?.state).to.equal('open');
        counts['openai'] = openai['projects.apiKeys'] + openai.adminApiKeys - 1;
        counts['keygen'] = keygen.tokens + keygen.licenses;
        counts['cobo'] = cobo.apiKeys;
        counts['keywordsai'] = keywordsai.temporaryKeys;
      },
    });
    expect(code).to.equal(0);
    const table = JSON.parse(out) as Table<CredentialRow> & { readonly sandbox?: true };
    expect(table.sandbox).to.equal(true);
    expect(table.total).to.equal(table.rows.length);
    expect(new Set(table.rows.map(({ uid }) => uid)).size).to.equal(table.rows.length);
    const listed = table.rows.filter(({ resource }) => resource !== 'figures');
    for (const [source, count] of Object.entries(counts))
      expect(listed.filter((row) => row.source === source).length, source).to.equal(count);
    const spender = table.rows.find(({ cost }) => cost !== undefined);
    expect(spender?.cost?.[0]?.basis).to.equal('provider_reported');
    expect(table.rows.some(({ ownerName }) => ownerName !== undefined)).to.equal(true);
    expect(table.rows.some(({ findings }) => findings.length > 0)).to.equal(true);
  });

  describe('against accounts', () => {
    const box = boxFor({ rateLimits: false });
    const only = (provider: string): Record<string, string> => ({
      ...Object.fromEntries(Object.entries(envOf(box())).filter(([name]) => name.startsWith(provider))),
      NO_COLOR: '1',
    });

    it('a table: filtered, sorted, and cut at the limit', async () => {
      const args = ['keys', '--filter', 'active', '--sort', '-createdAt', '--limit', '2'];
      const { code, out } = await cli(args, { env: only('COBO'), columns: 140 });
      const lines = out.trimEnd().split('\n');
      expect(code).to.equal(0);
      expect(lines[0]).to.match(/^KEY +PROVIDER +STATUS +OWNER +LAST USED +EXPIRES +COST 30d +FINDINGS$/);
      for (const line of lines.slice(1, 3)) expect(line).to.match(/ cobo +active /);
      expect(lines[3]).to.match(/^and \d+ more: --limit shows them$/);
      expect(lines[4]).to.match(/^\d+ keys {3}as of /);
    });

    it('no data differs from zero: a provider that reports no costs has a dash', async () => {
      const { out } = await cli(['keys', '--limit', '1'], { env: only('COBO'), columns: 140 });
      expect(out.split('\n')[1]).to.match(/ – /).and.not.match(/\$0/);
    });

    it('csv: one row a key, the findings in a cell', async () => {
      const { out } = await cli(['keys', '--format', 'csv'], { env: only('COBO') });
      const rows = csvIn(out);
      expect(rows).to.have.length(box().control.counts().cobo.apiKeys);
      for (const row of rows) expect(row['last_used']).to.match(/^(used|never|no_record|not_reported)$/);
      expect(rows.some(({ findings }) => (findings ?? '').startsWith('key.'))).to.equal(true);
    });

    it('ndjson: a key a line, and how whole it is last', async () => {
      const { out } = await cli(['keys', '--limit', '2'], { env: only('COBO') });
      const lines = out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines.map(({ type }) => type)).to.deep.equal(['credential', 'credential', 'sum']);
      expect(lines[2]).to.deep.include({ coverage: { included: ['cobo'], missing: [] } });
    });

    it('--findings: exit code 1, the gravest first, with evidence', async () => {
      const { code, out } = await cli(['keys', '--findings', '--format', 'json'], { env: only('COBO') });
      const { total, rows } = JSON.parse(out) as Findings;
      expect(code).to.equal(1);
      expect(total).to.equal(rows.length);
      const ranks = rows.map(({ severity }) => ['critical', 'high', 'medium', 'low'].indexOf(severity));
      expect(ranks).to.deep.equal([...ranks].sort((a, b) => a - b));
      expect(ranks.every((rank) => rank >= 0)).to.equal(true);
      for (const { rule, evidence } of rows) {
        expect(rule).to.match(/^key\./);
        expect(evidence[0]?.text).to.match(/\w/);
      }
    });

    it('--findings: the rows that the table of keys flags, no more and no fewer', async () => {
      const env = only('COBO');
      const flags = JSON.parse(
        (await cli(['keys', '--format', 'json'], { env })).out,
      ) as Table<CredentialRow>;
      const found = await cli(['keys', '--findings', '--severity', 'info', '--format', 'json'], { env });
      const pairs = (JSON.parse(found.out) as Findings).rows.map(
        ({ subject, rule }) => `${subject.id} ${rule}`,
      );
      const expected = flags.rows.flatMap(({ id, findings }) => findings.map((rule) => `${id} ${rule}`));
      expect(expected).not.to.deep.equal([]);
      expect(pairs.sort()).to.deep.equal(expected.sort());
    });

    it('--severity: 0 where nothing is that grave', async () => {
      const args = ['keys', '--findings', '--severity', 'critical'];
      const { code, out } = await cli(args, { env: only('COBO'), columns: 100 });
      expect(code).to.equal(0);
      expect(out).to.equal('no findings\n');
    });

    it('partial wins over findings: what was not read may hold more', async () => {
      const env = { ...only('COBO'), ...only('KEYGEN'), KEYGEN_BASE_URL: CLOSED };
      const { code, out, err } = await cli(['keys', '--findings', '--format', 'json'], { env });
      expect(code).to.equal(2);
      expect((JSON.parse(out) as Findings).total).to.be.above(0);
      expect(err).to.match(/^headwater: keygen\/\w+: .*ECONNREFUSED/);
      const table = await cli(['keys'], { env, columns: 140 });
      expect(table.code).to.equal(2);
      expect(table.out).to.match(/\n≥[\d,]+ keys .*without all of keygen\n$/);
    });

    it('3 where no list of keys answers', async () => {
      const env = { COBO_API_KEY: 'k', COBO_BASE_URL: CLOSED };
      const { code, out } = await cli(['keys', '--findings'], { env });
      expect([code, out]).to.deep.equal([3, '']);
    });

    it('without the service key of Cobo, its list of all principals is not asked for', async () => {
      const { COBO_BASE_URL, COBO_API_KEY } = envOf(box());
      box().control.clearRequests();
      const { code, err } = await cli(['keys'], { env: { COBO_BASE_URL, COBO_API_KEY } });
      expect([code, err]).to.deep.equal([0, '']);
      expect(
        box()
          .control.requests()
          .map(({ path }) => path),
      ).not.to.include('/api/v1/principals');
    });

    it('exits 1 for a column that is none, and says which there are', async () => {
      const { code, out, err } = await cli(['keys', '--sort', 'spend'], { env: only('COBO') });
      expect([code, out]).to.deep.equal([1, '']);
      expect(err).to.match(
        /argument 'spend' is invalid\. Allowed choices are name, id, .*; with - in front it descends\./,
      );
    });
  });
});
