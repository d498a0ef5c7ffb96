import { expect } from 'chai';
import { ConfigError, type Fetch, type Listing, type ListOptions } from '../../../src/index.js';
import { openai, type OpenAi } from '../../../src/providers/openai/index.js';
import { copies } from '../../protocol/items.js';
import { all, broken, spelled, wire } from '../../protocol/wire.js';
import { beforeServer } from './support/servers.js';

const BASE = 'https://api.openai.com/v1';
const HEADERS = { accept: 'application/json', authorization: 'Bearer sk-admin-CANARY' };
const PROJECT = { project_id: 'proj a/b?' };
const P = '/organization/projects/proj%20a%2Fb%3F';

const org = (fetch: Fetch) => openai({ adminKey: 'sk-admin-CANARY', apiKey: 'sk-proj-CANARY', fetch });
/** Holds the other key: it must never stand in for the one that is missing. */
const bare = (fetch: Fetch) => openai({ apiKey: 'sk-proj-CANARY', fetch });

type Call = (client: OpenAi, options?: ListOptions) => Listing<unknown, unknown>;

describe('openai organization, backwards and single objects', () => {
  describe('backwards', () => {
    const BACKWARDS: readonly (readonly [string, Call])[] = [
      ['auditLogs', (client, options) => client.auditLogs.list({ before: 'id_9' }, options)],
      ['spendAlerts', (client, options) => client.spendAlerts.list({ before: 'id_9' }, options)],
      [
        'projects.spendAlerts',
        (client, options) => client.projects.spendAlerts.list({ ...PROJECT, before: 'id_9' }, options),
      ],
      [
        'projects.rateLimits',
        (client, options) => client.projects.rateLimits.list({ ...PROJECT, before: 'id_9' }, options),
      ],
    ];
    for (const [name, call] of BACKWARDS) {
      it(`${name}: before asks for what comes before the first id, until nothing is left`, async () => {
        const items = copies(`openai/${name}.json`, 'data', 20, (index) => ({ id: `id_${String(index)}` }));
        const server = wire(beforeServer(items));
        const pages = await all(call(org(server.fetch), { pageSize: 4 }).pages());
        const ids = pages.map((page) => page.items.map((item) => (item as { readonly id: string }).id));
        expect(ids).to.deep.equal([
          ['id_5', 'id_6', 'id_7', 'id_8'],
          ['id_1', 'id_2', 'id_3', 'id_4'],
          ['id_0'],
        ]);
        expect(server.log.map(spelled)).to.deep.equal([
          ['before=id_9', 'limit=4'],
          ['before=id_5', 'limit=4'],
          ['before=id_1', 'limit=4'],
        ]);
      });
    }
  });

  describe('reads', () => {
    const LIMIT = {
      threshold_amount: 5000,
      currency: 'USD',
      interval: 'month',
      enforcement: { status: 'inactive' },
    };
    const READS: readonly (readonly [string, string, Call])[] = [
      [
        'spendLimit.get',
        '/organization/spend_limit',
        (client, options) => client.spendLimit.get({}, options),
      ],
      [
        'projects.spendLimit.get',
        `${P}/spend_limit`,
        (client, options) => client.projects.spendLimit.get(PROJECT, options),
      ],
    ];
    for (const [name, path, call] of READS) {
      it(`${name} gives the one object, from one request without a page size`, async () => {
        const server = wire(() => ({ body: LIMIT }));
        expect(await all(call(org(server.fetch)))).to.deep.equal([LIMIT]);
        const { 'user-agent': _agent, ...headers } = server.log[0]?.headers ?? {};
        expect(server.log.map((asked) => [asked.method, asked.address, spelled(asked)])).to.deep.equal([
          ['GET', `${BASE}${path}`, []],
        ]);
        expect(headers).to.deep.equal(HEADERS);
      });

      it(`${name} needs the admin key, and takes no page size`, async () => {
        const server = wire(() => ({ body: LIMIT }));
        for (const listing of [call(bare(server.fetch)), call(org(server.fetch), { pageSize: 5 })]) {
          expect((await broken(listing)).error).to.be.instanceOf(ConfigError);
        }
        expect(server.log).to.have.length(0);
      });
    }
  });
});
