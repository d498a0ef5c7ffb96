import { expect } from 'chai';
import { boxFor, ask, cobo, idsOf, itemsOf, walkCobo, type Json } from './support.js';

describe('sandbox: Cobo', () => {
  const box = boxFor();
  const KEYS = '/api/v1/api-keys';
  const PRINCIPALS = '/api/v1/principals';
  const meta = (body: Json): Json => body['meta'] as Json;

  it('gives every key and every principal once, by cursor', async () => {
    const keys = await walkCobo(box(), `${KEYS}?limit=4`);
    const principals = await walkCobo(box(), `${PRINCIPALS}?limit=4`);
    expect(idsOf(keys.items)).to.deep.equal(idsOf(box().control.items('cobo', 'apiKeys')));
    expect(idsOf(principals.items)).to.deep.equal(idsOf(box().control.items('cobo', 'principals')));
    expect(keys.pages).to.equal(Math.ceil(box().control.counts().cobo.apiKeys / 4));
  });

  it('walks backwards by before, from the last page to the first', async () => {
    const all = idsOf(box().control.items('cobo', 'apiKeys'));
    const last = await cobo(box(), `${KEYS}?limit=5&offset=0`);
    expect(itemsOf(last, 'result')).to.have.length(5);
    const page = await cobo(box(), `${KEYS}?limit=10`);
    const second = await cobo(box(), `${KEYS}?limit=10&after=${String(meta(page.body)['after'])}`);
    const back = await cobo(box(), `${KEYS}?limit=4&before=${String(meta(second.body)['before'])}`);
    expect(idsOf(itemsOf(back, 'result'))).to.deep.equal(all.slice(6, 10));
    const walked = await walkCobo(
      box(),
      `${KEYS}?limit=4&before=${String(meta(second.body)['before'])}`,
      'before',
    );
    expect(idsOf(walked.items).sort()).to.deep.equal(all.slice(0, 10).sort());
  });

  it('cursor mode tells has_more and cursors, offset mode total, offset and limit', async () => {
    const cursor = await cobo(box(), `${KEYS}?limit=3`);
    expect(meta(cursor.body)).to.include({
      total: null,
      offset: null,
      limit: null,
      has_more: true,
      before: null,
    });
    expect(meta(cursor.body)['after']).to.match(/^[A-Za-z0-9_-]+$/);
    expect(cursor.body).to.include({ success: true, suggestion: '', message: '' });
    const offset = await cobo(box(), `${KEYS}?limit=3&offset=2`);
    expect(meta(offset.body)).to.deep.equal({
      total: box().control.counts().cobo.apiKeys,
      offset: 2,
      limit: 3,
      has_more: null,
      after: null,
      before: null,
    });
    expect(idsOf(itemsOf(offset, 'result'))).to.deep.equal(
      idsOf(box().control.items('cobo', 'apiKeys')).slice(2, 5),
    );
    expect(itemsOf(await cobo(box(), `${KEYS}?offset=9223372036854775807`), 'result')).to.deep.equal([]);
  });

  it('cursors outlive the item they name', async () => {
    const page = await cobo(box(), `${KEYS}?limit=3`);
    const all = idsOf(box().control.items('cobo', 'apiKeys'));
    box().control.remove('cobo', 'apiKeys', all[2]);
    const next = await cobo(box(), `${KEYS}?limit=2&after=${String(meta(page.body)['after'])}`);
    expect(idsOf(itemsOf(next, 'result'))).to.deep.equal(all.slice(3, 5));
  });

  it('filters principals by type; agents belong to a human who is listed', async () => {
    const agents = await walkCobo(box(), `${PRINCIPALS}?type=agent&limit=7`);
    const humans = new Set(idsOf((await walkCobo(box(), `${PRINCIPALS}?type=human&limit=7`)).items));
    expect(agents.items.length + humans.size).to.equal(box().control.counts().cobo.principals);
    for (const agent of agents.items) expect(humans.has(String(agent['owner_principal_id']))).to.equal(true);
    const principals = new Set(idsOf(box().control.items('cobo', 'principals')));
    for (const key of box().control.items('cobo', 'apiKeys'))
      expect(principals.has(String(key['principal_id']))).to.equal(true);
  });

  it('refuses with 422 in the wrapped form', async () => {
    const refused = await cobo(box(), `${KEYS}?limit=500`);
    expect(refused.status).to.equal(422);
    expect(refused.body).to.deep.equal({
      success: false,
      error: {
        detail: [
          {
            loc: ['query', 'limit'],
            msg: 'Input should be less than or equal to 200',
            type: 'less_than_equal',
            input: '500',
            ctx: { le: 200 },
          },
        ],
      },
    });
    for (const query of ['limit=0', 'limit=x', 'offset=-1', 'after=nothing', 'before=nothing']) {
      expect((await cobo(box(), `${KEYS}?${query}`)).status, query).to.equal(422);
    }
    expect((await cobo(box(), `${PRINCIPALS}?type=robot`)).status).to.equal(422);
  });

  it('takes principals with the service key only, keys with either', async () => {
    const status = async (path: string, headers: Record<string, string>) =>
      (await ask(`${box().cobo.baseUrl}${path}`, headers)).status;
    const { apiKey, serviceKey } = box().cobo;
    expect(await status(PRINCIPALS, { 'x-api-key': apiKey })).to.equal(401);
    expect(await status(PRINCIPALS, { 'x-assistant-service-key': serviceKey })).to.equal(200);
    expect(await status(KEYS, { 'x-api-key': apiKey })).to.equal(200);
    expect(await status(KEYS, { 'x-assistant-service-key': serviceKey })).to.equal(200);
    expect(await status(KEYS, {})).to.equal(401);
    const wrong = await ask(`${box().cobo.baseUrl}${KEYS}`, { 'x-assistant-service-key': 'x' });
    expect(wrong.body).to.deep.equal({ success: false, error: 'Invalid service credential', suggestion: '' });
  });

  it('revokes keys rather than removing them', () => {
    const revoked = () =>
      box()
        .control.items('cobo', 'apiKeys')
        .filter((key) => key['is_revoked'] === true);
    const before = revoked().length;
    box().control.tick(4);
    expect(revoked().length).to.equal(before + 1);
    for (const key of revoked()) expect(key['revoked_at']).to.be.a('string');
  });
});
