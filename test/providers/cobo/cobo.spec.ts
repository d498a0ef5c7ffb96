import { expect } from 'chai';
import { ConfigError, type Fetch } from '../../../src/index.js';
import { cobo, endpoints, type CoboOptions } from '../../../src/providers/cobo/index.js';
import { copies, uuid } from '../../protocol/items.js';
import { describeList } from '../../protocol/list-case.js';
import { coboServer } from '../../protocol/servers/cobo.js';
import { all, broken, wire } from '../../protocol/wire.js';

const of = (fetch: Fetch, options: CoboOptions = {}) =>
  cobo({ apiKey: 'caw_CANARY', serviceKey: 'svc_CANARY', fetch, ...options });

const API = 'https://api.agenticwallet.cobo.com/api/v1';
const keys = copies('cobo/apiKeys.json', 'result', 401, (index) => ({
  id: uuid(index),
}));
const principals = copies('cobo/principals.json', 'result', 90, (index) => ({
  id: uuid(index),
}));

describe('cobo', () => {
  describeList({
    name: 'apiKeys.list',
    list: (fetch, options) => of(fetch).apiKeys.list({}, options),
    serve: coboServer(keys),
    address: `${API}/api-keys`,
    queries: [['limit=200'], ['limit=200', 'after=c+200='], ['limit=200', 'after=c+400=']],
    headers: { accept: 'application/json', 'x-api-key': 'caw_CANARY' },
    items: keys,
    encode: endpoints.apiKeys.item.encode,
    max: 200,
    bare: (fetch) => cobo({ fetch }).apiKeys.list(),
    option: 'apiKey or serviceKey',
    encoded: [
      ['after', (fetch, options) => of(fetch).apiKeys.list({ after: 'c+7=' }, options), ['after=c+7=']],
      ['before', (fetch, options) => of(fetch).apiKeys.list({ before: 'c+7=' }, options), ['before=c+7=']],
    ],
  });

  describeList({
    name: 'principals.list',
    list: (fetch, options) => of(fetch).principals.list({ type: 'agent' }, { pageSize: 40, ...options }),
    serve: coboServer(principals),
    address: `${API}/principals`,
    queries: [[], ['after=c+40='], ['after=c+80=']].map((query) => ['limit=40', 'type=agent', ...query]),
    headers: { accept: 'application/json', 'x-assistant-service-key': 'svc_CANARY' },
    items: principals,
    encode: endpoints.principals.item.encode,
    max: 200,
    // The other key never stands in for the one that alone is accepted.
    bare: (fetch) => cobo({ apiKey: 'caw_CANARY', fetch }).principals.list(),
    option: 'serviceKey',
  });

  const CREDENTIALS = /^(authorization|x-api-key|x-assistant-service-key|x-service-auth-key)$/;
  for (const [title, options, keysHeader, principalsHeader] of [
    ['both keys', { apiKey: 'a', serviceKey: 's' }, 'x-api-key: a', 'x-assistant-service-key: s'],
    [
      'the service key alone',
      { serviceKey: 's' },
      'x-assistant-service-key: s',
      'x-assistant-service-key: s',
    ],
    ['the principal’s key alone', { apiKey: 'a' }, 'x-api-key: a', undefined],
  ] as const) {
    it(`${title}: exactly one credential a request`, async () => {
      const server = wire(coboServer([]));
      const client = cobo({ ...options, fetch: server.fetch });
      await all(client.apiKeys.list());
      const { error } = await broken<unknown>(client.principals.list());
      if (principalsHeader === undefined) expect(error).to.be.instanceOf(ConfigError);
      const sentHeaders = server.log.map(({ headers }) =>
        Object.entries(headers).flatMap(([name, value]) =>
          CREDENTIALS.test(name) ? [`${name}: ${value}`] : [],
        ),
      );
      expect(sentHeaders).to.deep.equal(
        [keysHeader, principalsHeader].flatMap((header) => (header === undefined ? [] : [[header]])),
      );
    });
  }
});
