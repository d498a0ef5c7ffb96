import { expect } from 'chai';
import type { Fault } from '../../src/sandbox/index.js';
import { get } from './openai-support.js';
import { boxFor, idsOf, itemsOf, withParam, type Answer, type Json } from './support.js';

const FOREIGN = 'http://127.0.0.9:9';

/** One list of each protocol with a cursor, and where its cursor stands in a reply. */
const PROTOCOLS: readonly (readonly [name: string, path: string, cursor: (body: Json) => unknown])[] = [
  ['LAST_ID', '/vector_stores?limit=5', (body) => body['last_id']],
  ['ITEM_ID', '/fine_tuning/jobs?limit=5', (body) => (body['data'] as Json[]).at(-1)?.['id']],
  ['NEXT', '/organization/groups?limit=5', (body) => body['next']],
  ['BUCKET', '/organization/usage/embeddings?start_time=1760000000&limit=5', (body) => body['next_page']],
];

describe('sandbox: faults in every protocol of OpenAI', () => {
  const box = boxFor();

  async function struck(fault: Fault, path: string): Promise<Answer> {
    const { faults } = box().control;
    faults.clear();
    faults.add({ provider: 'openai', fault });
    return get(box(), path);
  }

  for (const [name, path, cursor] of PROTOCOLS) {
    const param = name === 'BUCKET' ? 'page' : 'after';

    it(`${name}: the cursor repeats, is missing, is foreign, is absent or "null"`, async () => {
      const first = await get(box(), path);
      const second = withParam(path, param, String(cursor(first.body)));
      const again = await struck({ kind: 'repeat-cursor' }, second);
      expect([again.body['has_more'], cursor(again.body)]).to.deep.equal([true, cursor(first.body)]);
      const silent = await struck({ kind: 'has-more-without-cursor' }, path);
      expect(silent.body['has_more']).to.equal(true);
      expect(cursor(silent.body) ?? null).to.equal(null);
      const foreign = await struck({ kind: 'foreign-next', origin: FOREIGN }, path);
      expect(String(cursor(foreign.body))).to.match(/^http:\/\/127\.0\.0\.9:9\/v1\//);
      const absent = await struck({ kind: 'no-next', form: 'absent' }, path);
      expect(cursor(absent.body)).to.equal(undefined);
      const text = await struck({ kind: 'no-next', form: 'string-null' }, path);
      expect(cursor(text.body)).to.equal('null');
    });
  }

  it('insert and remove strike lists below parents, and the item that a token names', async () => {
    const thread = idsOf(box().control.items('openai', 'threads')).at(-1) ?? '';
    const path = `/threads/${thread}/messages?limit=100`;
    const before = idsOf(itemsOf(await get(box(), path)));
    const added = idsOf(itemsOf(await struck({ kind: 'insert' }, path)));
    expect(added.slice(1)).to.deep.equal(before);
    const first = await get(box(), '/organization/groups?limit=5');
    const last = idsOf(itemsOf(first)).at(-1);
    await struck({ kind: 'remove' }, withParam('/organization/groups', 'after', String(first.body['next'])));
    expect(idsOf(box().control.items('openai', 'groups'))).not.to.include(last);
  });

  it('a list without pages keeps its items, and a read drifts as one item', async () => {
    const models = await get(box(), '/models');
    const more = await struck({ kind: 'has-more-without-cursor' }, '/models');
    expect(more.body['data']).to.deep.equal(models.body['data']);
    const drop: Fault = { kind: 'drift', drop: ['threshold_amount'] };
    const limit = await struck(drop, '/organization/spend_limit');
    expect(limit.body).to.have.all.keys('object', 'currency', 'interval', 'enforcement');
  });
});
