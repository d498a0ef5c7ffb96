import * as t from 'io-ts';
import { decimal, int, isoTime, jsonObject, list, nullish, openEnum, shape } from '../../codec/index.js';
import { single } from '../../paging/index.js';
import {
  exactAmounts,
  vendorEndpoint,
  flag,
  integer,
  openWord,
  required,
  segment,
  text,
} from '../../walk/index.js';
import { byOffset, coboPaging, cursorParams, listEnvelope, upTo100, upTo200 } from './list.js';
import { principal } from './principals.js';

const { id: _id, ...others } = principal.required;

/** What is left of the limits of a pact. */
export const pactRemaining = shape(
  'PactRemaining',
  {},
  nullish({
    tx_count_remaining: int,
    /** US dollars. */
    usd_remaining: decimal,
    time_remaining_seconds: int,
  }),
);

/** The decoded form of {@link pactRemaining}. */
export type PactRemaining = t.TypeOf<typeof pactRemaining>;

/** The principal that acts under a pact. Its own list says what is always there: here nothing but the id has to be. */
const operator = shape('PactOperator', { id: t.string }, nullish({ ...others, ...principal.optional }));

/** A pact, which is what an agent may do with a wallet: an item of `GET /api/v1/pacts`. */
export const pact = shape(
  'Pact',
  {
    id: t.string,
    name: t.string,
    /** What it is for, in plain words. */
    intent: t.string,
    status: openEnum(
      'pending_approval',
      'active',
      'rejected',
      'completed',
      'expired',
      'revoked',
      'withdrawn',
    ),
    wallet_id: t.string,
    created_at: isoTime,
  },
  nullish({
    /** What the user said that led to it. */
    original_intent: t.string,
    /** Whether it was made together with the wallet. */
    is_default: t.boolean,
    /** Null: never expires. */
    expires_at: isoTime,
    recipe_slugs: list(t.string),
    operator,
    /** Null unless it is active. Since version 1.3.0. */
    remaining: pactRemaining,
  }),
);

/** The decoded form of {@link pact}. */
export type Pact = t.TypeOf<typeof pact>;

/** What comes with pacts. */
export const pactEnvelope = shape(
  'PactEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    /** Nothing but the pacts themselves. */
    result: shape('PactPage', {}),
  }),
);

/** The decoded form of {@link pactEnvelope}. */
export type PactEnvelope = t.TypeOf<typeof pactEnvelope>;

/** A step in the life of a pact: an item of `GET /api/v1/pacts/{pact_id}/events`. */
export const pactEvent = shape(
  'PactEvent',
  {
    id: t.string,
    pact_id: t.string,
    event_type: openEnum(
      'submitted',
      'activated',
      'rejected',
      'completed',
      'expired',
      'revoked',
      'withdrawn',
      'completion_conditions_updated',
      'pact_policies_updated',
    ),
    created_at: isoTime,
  },
  nullish({ metadata: jsonObject }),
);

/** The decoded form of {@link pactEvent}. */
export type PactEvent = t.TypeOf<typeof pactEvent>;

/** What comes with the events of a pact. */
export const pactEventEnvelope = shape(
  'PactEventEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    /** Nothing but the events themselves. */
    result: shape('PactEventPage', {}),
  }),
);

/** The decoded form of {@link pactEventEnvelope}. */
export type PactEventEnvelope = t.TypeOf<typeof pactEventEnvelope>;

/** A template for pacts: an item of `GET /api/v1/recipes/pact-templates`. */
export const pactTemplate = shape('PactTemplate', {
  id: t.string,
  recipe_slug: t.string,
  template: jsonObject,
  created_at: isoTime,
  updated_at: isoTime,
});

/** The decoded form of {@link pactTemplate}. */
export type PactTemplate = t.TypeOf<typeof pactTemplate>;

/** What the pacts of a wallet did in all: what `GET /api/v1/wallets/{wallet_id}/pacts/stats` returns. */
export const walletPactStats = shape('WalletPactStats', {
  wallet_id: t.string,
  /** Pacts ever made. */
  total_pacts: int,
  total_active_pacts: int,
  /** Completed transactions. */
  total_tx_count: int,
  /** US dollars, completed transactions only. */
  total_volume_usd: decimal,
  currency: openEnum('USD'),
  /** Since when it is counted. */
  since: isoTime,
  as_of: isoTime,
});

/** The decoded form of {@link walletPactStats}. */
export type WalletPactStats = t.TypeOf<typeof walletPactStats>;

/** What one pact did within a bucket. */
export const pactHistoryPact = shape(
  'PactHistoryPact',
  {
    /** In the language that was asked for. */
    title: t.string,
    tx_count: int,
    tx_amount: decimal,
  },
  nullish({ pact_id: t.string }),
);

/** The decoded form of {@link pactHistoryPact}. */
export type PactHistoryPact = t.TypeOf<typeof pactHistoryPact>;

/** What the pacts of a wallet did within a stretch of time. */
export const pactHistoryBucket = shape('PactHistoryBucket', {
  bucket_start: isoTime,
  /** For the axis of a chart. */
  label: t.string,
  tx_count: int,
  tx_amount: decimal,
  pacts: list(pactHistoryPact),
});

/** The decoded form of {@link pactHistoryBucket}. */
export type PactHistoryBucket = t.TypeOf<typeof pactHistoryBucket>;

/** What the pacts of a wallet did over time: what `GET /api/v1/wallets/{wallet_id}/pacts/history` returns. */
export const walletPactHistory = shape('WalletPactHistory', {
  wallet_id: t.string,
  range: openEnum('1d', '7d', '30d'),
  /** Of all amounts here. */
  currency: openEnum('USD'),
  summary: shape('PactHistorySummary', { total_tx_count: int, total_tx_amount: decimal }),
  /** In order of time, covering the whole range. */
  buckets: list(pactHistoryBucket),
  as_of: isoTime,
});

/** The decoded form of {@link walletPactHistory}. */
export type WalletPactHistory = t.TypeOf<typeof walletPactHistory>;

/** `GET /api/v1/pacts`: 100 a page at most. The default pacts of wallets are left out unless asked for. */
export const pacts = vendorEndpoint({
  id: 'cobo.pacts',
  path: '/api/v1/pacts',
  params: {
    ...cursorParams,
    status: openWord(
      ['pending_approval', 'active', 'rejected', 'completed', 'expired', 'revoked', 'withdrawn'],
      'Only pacts in this status; the vendor writes it in lower case here and in UPPER CASE there.',
    ),
    wallet_id: text('Only pacts of this wallet.'),
    include_default: flag('The default pacts of wallets, too. Vendor default: false.'),
  },
  paging: coboPaging('result.pacts'),
  limits: upTo100,
  envelope: pactEnvelope,
  item: pact,
  amounts: exactAmounts('usd_remaining'),
  key: ['id'],
  doc: 'The pacts that the authenticated principal can see.',
});

/** `GET /api/v1/pacts/{pact_id}/events`: the oldest first. */
export const pactEvents = vendorEndpoint({
  id: 'cobo.pacts.events',
  path: '/api/v1/pacts/{pact_id}/events',
  params: { pact_id: segment('The pact.'), ...cursorParams },
  paging: coboPaging('result.events'),
  limits: upTo200,
  envelope: pactEventEnvelope,
  item: pactEvent,
  key: ['id'],
  doc: 'What happened to a pact, the oldest first.',
});

/** `GET /api/v1/wallets/{wallet_id}/pacts/history`: a read of one object, whose buckets cover the whole range. */
export const pactHistory = vendorEndpoint({
  id: 'cobo.wallets.pactHistory',
  path: '/api/v1/wallets/{wallet_id}/pacts/history',
  params: {
    wallet_id: segment('The wallet.'),
    range: required(openWord(['1d', '7d', '30d'], 'How far back.')),
    metric: openWord(['tx_count', 'tx_amount'], 'What pacts are sorted by within a bucket.'),
    lang: openWord(['en', 'zh'], 'Language of the titles of pacts. Vendor default: en.'),
  },
  paging: single({ items: 'result', one: true }),
  envelope: listEnvelope,
  item: walletPactHistory,
  amounts: exactAmounts('tx_amount', 'total_tx_amount'),
  key: ['wallet_id', 'range'],
  rows: 'buckets',
  doc: 'What was done under the pacts of a wallet, bucket by bucket.',
});

/** `GET /api/v1/wallets/{wallet_id}/pacts/stats`: a read of one object. */
export const pactStats = vendorEndpoint({
  id: 'cobo.wallets.pactStats',
  path: '/api/v1/wallets/{wallet_id}/pacts/stats',
  params: {
    wallet_id: segment('The wallet.'),
    include_default: flag('Count the default pact, too. Vendor default: false.'),
    lang: openWord(['en', 'zh'], 'Language. Vendor default: en.'),
  },
  paging: single({ items: 'result', one: true }),
  envelope: listEnvelope,
  item: walletPactStats,
  amounts: exactAmounts('total_volume_usd'),
  key: ['wallet_id'],
  doc: 'How many pacts a wallet has, and what was done under them in all.',
});

/** `GET /api/v1/recipes/pact-templates`: only the service key is accepted, and only row numbers are known. */
export const pactTemplates = vendorEndpoint({
  id: 'cobo.pactTemplates',
  path: '/api/v1/recipes/pact-templates',
  params: {
    offset: integer('Start at this row. Vendor default: 0.', { min: 0 }),
    limit: cursorParams.limit,
    recipe_slug: text('Only templates of this recipe.'),
  },
  paging: byOffset('result'),
  limits: upTo100,
  envelope: listEnvelope,
  item: pactTemplate,
  key: ['id'],
  credential: 'serviceKey',
  doc: 'All templates for pacts.',
});
