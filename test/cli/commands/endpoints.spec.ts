import { expect } from 'chai';
import { PROVIDERS } from '../../../src/providers/names.js';
import { CATALOG } from '../../../src/cli/catalog.js';
import { cli } from '../support.js';

describe('headwater endpoints', () => {
  it('shows every endpoint with its path and every parameter', async () => {
    const { code, out } = await cli(['endpoints']);
    expect(code).to.equal(0);
    expect(CATALOG.map(({ provider }) => provider)).to.include.members([
      'openai',
      'keywordsai',
      'keygen',
      'cobo',
    ]);
    for (const { id, method, path, params } of CATALOG) {
      const [, block = ''] = out.split(`${id}  `);
      expect(block, id).to.include(`${method} ${path}`);
      for (const name of Object.keys(params)) expect(block, id).to.include(`    ${name}`);
    }
  });

  it('tells paging, page sizes, credentials, and which parameters are required', async () => {
    const { out } = await cli(['endpoints']);
    const [, keys = ''] = /openai\.projects\.apiKeys {2}(.*?)\n\n/s.exec(out) ?? [];
    expect(keys).to.include('paging lastId').and.include('limit 1..100').and.include('OPENAI_ADMIN_KEY');
    expect(keys).to.match(/project_id +text, required/);
    expect(out).to.include('limit 1..1440 (1m), limit 1..168 (1h), limit 1..31 (1d)');
    expect(out)
      .to.include('keyset, numbered with walk=numbered')
      .and.include('afterBefore, offset with offset');
  });

  it('says how a time is written here, and in its help', async () => {
    expect((await cli(['endpoints', 'openai.costs'])).out).to.match(
      /start_time +time: 24h, yesterday, a date …, required/,
    );
    const { out } = await cli(['list', '--help']);
    for (const word of ['24h', 'today', 'yesterday', 'Unix']) expect(out).to.include(word);
  });

  it('shows the forms of an operation', async () => {
    const { out } = await cli(['endpoints', 'keywordsai.prompts']);
    expect(out).to.include('  POST /api/prompts/list/\n').and.include('  GET /api/prompts/ with form=old\n');
  });

  it('shows only what is at or below a name', async () => {
    const { out } = await cli(['endpoints', 'keygen.licenses', '--format', 'json']);
    const ids = (JSON.parse(out) as readonly { id: string }[]).map(({ id }) => id);
    expect(ids).to.include.members(['keygen.licenses', 'keygen.licenses.machines']);
    expect(ids.every((id) => /^keygen\.licenses(\.|$)/.test(id))).to.equal(true);
    const { code, err } = await cli(['endpoints', 'keygen.licences']);
    expect(code).to.equal(1);
    expect(err).to.include('there is no endpoint keygen.licences').and.include('keygen.licenses');
  });

  it('counts lists and reads', async () => {
    const { out } = await cli(['endpoints', '--counts', '--format', 'json']);
    const counts = JSON.parse(out) as Record<
      string,
      { lists: number; paginated: number; complete: number; reads: number }
    >;
    expect(Object.keys(counts)).to.deep.equal([...PROVIDERS, 'all']);
    for (const provider of PROVIDERS) {
      const own = CATALOG.filter((entry) => entry.provider === provider && entry.kind !== 'composed');
      const reads = own.filter(({ kind }) => kind === 'read').length;
      expect(counts[provider], provider).to.include({ lists: own.length - reads, reads });
    }
    const sum = PROVIDERS.reduce((all, provider) => all + (counts[provider]?.lists ?? 0), 0);
    expect(counts['all']?.lists).to.equal(sum);
    expect(counts['cobo']?.reads).to.equal(3);
    for (const { lists, paginated, complete } of Object.values(counts))
      expect(lists).to.equal(paginated + complete);
    const table = (await cli(['endpoints', '--counts'])).out;
    expect(table)
      .to.match(/^provider +lists +paginated +complete +reads\n/)
      .and.match(/openai +\d+ /);
  });

  it('prints a page of all endpoints as Markdown', async () => {
    const { out } = await cli(['endpoints', '--format', 'markdown']);
    expect(out).to.match(/^# Endpoints\n/);
    for (const { id } of CATALOG) expect(out).to.include(`### ${id}\n`);
    expect(out).to.include('| `project_id` (path), required | text |');
  });

  it('prints the same as JSON', async () => {
    const { out } = await cli(['endpoints', '--format', 'json']);
    const all = JSON.parse(out) as readonly { id: string; params: readonly { required: boolean }[] }[];
    expect(all.map(({ id }) => id)).to.deep.equal(CATALOG.map(({ id }) => id));
    expect(all.find(({ id }) => id === 'openai.costs')?.params[0]).to.deep.include({
      name: 'start_time',
      required: true,
    });
  });
});
