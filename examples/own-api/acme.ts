import {
  bearer,
  createPlainClient,
  defineEndpoint,
  defineSource,
  driftWatch,
  lastId,
  nextToken,
  text,
  type Client,
} from 'headwater';
import {
  buckets,
  clientHooks,
  metaOf,
  money,
  snapshot,
  type CostRecord,
  type Credential,
  type Reading,
  type Ref,
  type UsageRecord,
} from 'headwater/monitor';
import * as t from 'io-ts';

const Token = t.type(
  { id: t.string, label: t.string, created: t.string, last_used: t.union([t.string, t.null]) },
  'Token',
);
const Cost = t.type({ day: t.string, token_id: t.string, usd: t.string, calls: t.number }, 'Cost');

const tokens = defineEndpoint({
  id: 'acme.tokens',
  path: '/tokens',
  paging: lastId(),
  limits: { param: 'limit', max: 2 },
  item: Token,
  key: ['id'],
});

const costs = defineEndpoint({
  id: 'acme.costs',
  path: '/costs',
  params: { from: text('The first day, such as 2026-01-15.') },
  paging: nextToken({ items: 'rows' }),
  limits: { param: 'size', max: 4 },
  item: Cost,
  key: ['day', 'token_id'],
});

/** What all lists of the API share. */
export const acme = (baseUrl: string, key: string): Client =>
  createPlainClient({ name: 'acme', baseUrl, auth: () => bearer(key) }, {}, { driftWatch });

const DAY_MS = 86_400_000;
/** An item that cannot be read is left out and counted: it ends no reading. */
const READ = { onInvalid: 'skip' } as const;

const refOf = (id: string, { source }: Reading): Ref => ({ source, kind: 'api_token', id });

const credentialOf = (token: t.TypeOf<typeof Token>, reading: Reading): Credential => ({
  type: 'credential',
  ...metaOf('acme', 'tokens', token.id, reading),
  kind: 'api_token',
  id: token.id,
  name: token.label,
  createdAt: token.created,
  privilege: 'unknown',
  status: 'active',
  lastUsed:
    token.last_used === null
      ? { state: 'never', evidence: 'provider' }
      : { state: 'used', at: token.last_used, evidence: 'provider' },
});

/** One row of the wire is a figure of money and one of use. */
const figuresOf = (cost: t.TypeOf<typeof Cost>, reading: Reading): readonly [CostRecord, UsageRecord] => {
  const start = Date.parse(`${cost.day}T00:00:00.000Z`);
  const bucket = {
    temporality: 'bucket',
    start: new Date(start).toISOString(),
    end: new Date(start + DAY_MS).toISOString(),
    final: start + DAY_MS <= reading.observedAt.getTime(),
    dims: { credential: refOf(cost.token_id, reading) },
    groupedBy: ['token_id'],
  } as const;
  const id = `${cost.day}/${cost.token_id}`;
  return [
    {
      type: 'cost',
      ...metaOf('acme', 'costs', id, reading),
      ...bucket,
      cost: money(cost.usd, 'USD'),
      basis: 'provider_reported',
    },
    { type: 'usage', ...metaOf('acme', 'calls', id, reading), ...bucket, measures: { requests: cost.calls } },
  ];
};

/** The API as a source of a monitor, like those that are built in. */
export const acmeSource = (client: Client, { every = 60_000 }: { readonly every?: number } = {}) => {
  const feeds = [
    snapshot(client.list(tokens, {}, READ), {
      id: 'tokens',
      every,
      gives: ['credential'],
      reads: tokens.id,
      records: credentialOf,
    }),
    buckets(({ from }) => client.list(costs, { from: from.toISOString().slice(0, 10) }, READ), {
      id: 'costs',
      every,
      // The last three days may be corrected; the first reading goes back a month.
      spanMs: 3 * DAY_MS,
      firstSpanMs: 30 * DAY_MS,
      alignMs: DAY_MS,
      gives: ['cost', 'usage'],
      reads: costs.id,
      records: figuresOf,
    }),
  ];
  return defineSource({ name: 'acme', provider: 'acme', feeds, ...clientHooks(client.events$, feeds) });
};
