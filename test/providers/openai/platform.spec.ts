import { expect } from 'chai';
import { all, broken, spelled, wire } from '../../protocol/wire.js';
import { ConfigError, type Fetch } from '../../../src/index.js';
import { openai } from '../../../src/providers/openai/index.js';
import * as lists from '../../../src/providers/openai/endpoints.js';
import { bothWaysServer, itemsLike } from './support/both-ways.js';

const ORIGIN = 'https://api.openai.com/v1';
const HEADERS = { accept: 'application/json', authorization: 'Bearer sk-proj-CANARY' };

const platform = (fetch: Fetch) => openai({ adminKey: 'sk-admin-CANARY', apiKey: 'sk-proj-CANARY', fetch });

describe('openai: the lists beside the organization', () => {
  it('models: one request, without a page size', async () => {
    const items = itemsLike('openai/models', 3);
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
