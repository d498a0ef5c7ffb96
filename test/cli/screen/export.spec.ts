import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { of } from 'rxjs';
import type { Monitor, SpendQuery, TableQuery } from '../../../src/monitor/index.js';
import { exportTo, type ExportInput } from '../../../src/cli/screen/export.js';
import { firstUi, PANES, type Ui } from '../../../src/cli/screen/ui.js';
import { csvIn } from '../support.js';
import { NOW, PICTURE, spendRow, spendTable } from './support.js';

const many = Array.from({ length: 700 }, (_, at) => spendRow(at === 0 ? '=cmd' : `k${String(at)}`, '6.2'));
const monitor = {
  spend: ({ offset = 0 }: SpendQuery) =>
    of({ ...spendTable(many), rows: many.slice(offset, offset + 500), total: many.length }),
  credentials: ({ offset = 0 }: TableQuery) =>
    of({ ...PICTURE.keys!.value, rows: PICTURE.keys!.value.rows.slice(offset) }),
  principals: ({ offset = 0 }: TableQuery) =>
    of({ ...PICTURE.people!.value, rows: PICTURE.people!.value.rows.slice(offset) }),
} as unknown as Monitor;

describe('an export of the screen', () => {
  let folder = '';
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'headwater-'))));
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const inputOf = (ui: Partial<Ui>, hasCost = true): ExportInput => ({
    ui: { ...firstUi(hasCost), ...ui },
    picture: PICTURE,
    monitor,
    isSandbox: true,
    now: NOW,
  });
  const exported = async (ui: Partial<Ui>, hasCost = true): Promise<string> => {
    await exportTo(folder, inputOf(ui, hasCost), (text) => text);
    const [name = ''] = readdirSync(folder);
    return readFileSync(join(folder, name), 'utf8');
  };

  it('holds all rows of all pages, is marked, and no formula', async () => {
    const rows = csvIn(await exported({}));
    expect(rows).to.have.length(700);
    expect(rows[0]).to.include({
      sandbox: 'true',
      name: "'=cmd",
      cost: '6.2',
      quality: 'floor',
      missing: 'cobo',
    });
  });

  for (const pane of PANES)
    it(`of ${pane}: nothing is overwritten, and its owner alone may read it`, async () => {
      const said = await exportTo(folder, inputOf({ pane }), (text) => text);
      const [name = ''] = readdirSync(folder);
      expect(name).to.match(/^headwater-sandbox-[a-z-]+-20260115T120000Z\.csv$/);
      expect(said).to.equal(`exported to ${name}`);
      expect(statSync(join(folder, name)).mode & 0o777).to.equal(0o600);
      const before = readFileSync(join(folder, name), 'utf8');
      expect(csvIn(before)).not.to.be.empty;
      expect(await exportTo(folder, inputOf({ pane }), () => 'x')).to.equal(`${name} is there already`);
      expect(readFileSync(join(folder, name), 'utf8')).to.equal(before);
    });

  for (const pane of PANES)
    it(`of ${pane} without cost holds no amount`, async () => {
      const text = await exported({ pane }, false);
      expect(text).not.to.match(/6\.2|850\.5|USD/);
    });

  const filtered: readonly (readonly [pane: Ui['pane'], filter: string, names: readonly string[]])[] = [
    [
      'overview',
      'k69',
      ['k69', 'k690', 'k691', 'k692', 'k693', 'k694', 'k695', 'k696', 'k697', 'k698', 'k699'],
    ],
    ['findings', 'Never USED', ['key_aa1']],
    ['limits', 'customer day', ['customer']],
    ['sources', 'keygen', ['keygen']],
  ];
  for (const [pane, filter, names] of filtered)
    it(`of ${pane} holds what matches the filter, as the pane does`, async () => {
      const rows = csvIn(await exported({ pane, filter }));
      expect(rows.map(({ name, source }) => (pane === 'sources' ? source : name))).to.deep.equal(names);
    });

  it('of findings holds amounts as they were summed, the gravest first', async () => {
    const [first, ...rest] = PICTURE.findings;
    const exact = { ...first!, evidence: [{ text: '2408.491561825 USD are used.', refs: [] }] };
    const input = { ...inputOf({ pane: 'findings' }), picture: { ...PICTURE, findings: [exact, ...rest] } };
    await exportTo(folder, input, (text) => text);
    const rows = csvIn(readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8'));
    expect(rows.map(({ severity }) => severity)).to.deep.equal(['high', 'medium']);
    expect(rows[1]?.['evidence']).to.equal('2408.491561825 USD are used.');
  });

  it('of limits holds amounts, counts and times as they are known', async () => {
    const rows = csvIn(await exported({ pane: 'limits' }));
    expect(rows.map(({ name }) => name)).to.deep.equal(['team-a', 'team-b', 'customer', 'team-c']);
    expect(rows[1]).to.include({
      ...{ used: '850.5', limit: '1000', remaining: '149.5', currency: 'USD', ratio: '0.8505' },
      ...{ reached_at: '2026-01-15T18:30:00.000Z', resets_at: '2026-02-01T00:00:00.000Z' },
      ...{ enforcement: 'soft', quality: 'reported' },
    });
    expect(rows[2]).to.include({ used: '12500', limit: '100000', currency: '', quality: 'estimated' });
    expect(rows[3]).to.include({ used: '', remaining: '', ratio: '' });
  });

  it('masks what may not be printed, and says why it cannot be written', async () => {
    await exportTo(folder, inputOf({ pane: 'keys' }), (text) => text.replaceAll('prod-chat', '[secret]'));
    expect(readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8'))
      .to.include('[secret]')
      .and.not.include('prod-chat');
    expect(await exportTo(join(folder, 'none'), inputOf({}), (text) => text)).to.match(
      /cannot be written \(ENOENT\)$/,
    );
  });
});
