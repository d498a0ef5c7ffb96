import { expect } from 'chai';
import { describeList } from '../../protocol/list-case.js';
import { all, broken, spelled, wire } from '../../protocol/wire.js';
import { ConfigError } from '../../../src/index.js';
import * as lists from '../../../src/providers/openai/endpoints.js';
import { CASES } from './platform/cases.js';
import { platform } from './platform/client.js';
import { PLATFORM } from './support/sections.js';
import { bothWaysServer, itemsLike } from './platform/server.js';

const ORIGIN = 'https://api.openai.com/v1';
const HEADERS = { accept: 'application/json', authorization: 'Bearer sk-proj-CANARY' };

describe('openai: the lists beside the organization', () => {
  for (const { endpoint, call, address, max, beta, example, admin = false, anonymous, full } of CASES) {
    const size = max === undefined ? 20 : Math.min(max, 1000);
    const sent = max === undefined ? [] : [`limit=${String(size)}`];
    const items = itemsLike(example, 2 * size + 1);
    const [withAll, query] = full ?? [];
    const headers = admin ? { ...HEADERS, authorization: 'Bearer sk-admin-CANARY' } : HEADERS;
    describeList({
      name: endpoint.id,
      list: (fetch, options) => call(platform(fetch), options),
      serve: bothWaysServer(items, { anonymous }),
      address: ORIGIN + address,
      queries: [sent, [...sent, `after=x_${String(size - 1)}`], [...sent, `after=x_${String(2 * size - 1)}`]],
      headers: beta === undefined ? headers : { ...headers, 'openai-beta': beta },
      items,
      encode: endpoint.item.encode,
      ...(max === undefined ? {} : { max }),
      // Holds the other key: it must never stand in for the one that is missing.
      bare: (fetch) =>
        call(platform(fetch, admin ? { apiKey: 'sk-proj-CANARY' } : { adminKey: 'sk-admin-CANARY' })),
      option: admin ? 'adminKey' : 'apiKey',
    });

    if (withAll !== undefined) {
      it(`${endpoint.id}: every parameter as the vendor spells it`, async () => {
        const server = wire(bothWaysServer([]));
        await all(withAll(platform(server.fetch)));
        const [first] = server.log;
        const usual = query?.some((pair) => pair.startsWith('limit=')) === true ? [] : sent;
        expect(first === undefined ? [] : spelled(first)).to.deep.equal([...usual, ...(query ?? [])].sort());
      });
    }
  }

  it('the table has every list but the two that come whole', () => {
    const whole = [lists.models.id, lists.vectorStoreFileContent.id];
    expect([...CASES.map(({ endpoint }) => endpoint.id), ...whole]).to.have.members(
      PLATFORM.map(([, { id }]) => id),
    );
    expect(PLATFORM).to.have.length(30);
    const admin = PLATFORM.filter(([, { credential }]) => credential !== 'apiKey');
    expect(admin.map(([, { id, credential }]) => [id, credential])).to.deep.equal([
      ['openai.fineTuning.checkpoints.permissions', 'adminKey'],
    ]);
  });

  it('an item is known by its id; a piece of a text, which has none, by what it says', () => {
    const item = { id: 'x_1', type: 'text', text: 'one' };
    for (const [, { id, key }] of PLATFORM)
      expect(key(item), id).to.equal(id === lists.vectorStoreFileContent.id ? 'text\u0000one' : 'x_1');
  });

  it('models: one request, without a page size', async () => {
    const items = itemsLike('models', 3);
    const server = wire(() => ({ body: { object: 'list', data: items } }));
    const came = await all(platform(server.fetch).models.list());
    expect(came.map((item) => lists.models.item.encode(item))).to.deep.equal(items);
    expect(server.log.map((asked) => [asked.address, spelled(asked)])).to.deep.equal([
      [`${ORIGIN}/models`, []],
    ]);
    expect(server.log[0]?.headers).to.include(HEADERS).and.not.have.property('openai-beta');
    const { error } = await broken(platform(server.fetch).models.list({}, { pageSize: 5 }));
    expect(error).to.be.instanceOf(ConfigError);
    expect(server.log).to.have.length(1);
  });

  for (const [metadata, query] of [
    ['null', 'metadata=null'],
    [{ a: 'b' }, 'metadata[a]=b'],
  ] as const) {
    it(`fine-tuning jobs with ${query}`, async () => {
      const server = wire(bothWaysServer([]));
      await all(platform(server.fetch).fineTuning.jobs.list({ metadata }));
      expect(server.log.map(spelled)).to.deep.equal([[query]]);
    });
  }

  it('input items: beta=false is not sent, since the vendor knows true only', async () => {
    const server = wire(bothWaysServer([]));
    await all(platform(server.fetch).responses.inputItems.list({ response_id: 'r', beta: false }));
    expect(server.log.map(spelled)).to.deep.equal([['limit=100']]);
  });

  it('permissions: asc is refused, since this list alone says ascending', async () => {
    const server = wire(bothWaysServer([]));
    const order = 'asc' as 'ascending';
    const { error } = await broken(
      platform(server.fetch).fineTuning.checkpoints.permissions.list({
        fine_tuned_model_checkpoint: 'f',
        order,
      }),
    );
    expect((error as ConfigError).message).to.include('ascending | descending');
    expect(server.log).to.have.length(0);
  });
});
