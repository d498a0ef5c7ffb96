import { expect } from 'chai';
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
