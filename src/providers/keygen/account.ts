import * as t from 'io-ts';
import { int, isoTimeMs, list, nullish, openEnum, secretString, shape } from '../../codec/index.js';
import { lastId } from '../../paging/index.js';
import { hash, segment, texts, vendorEndpoint } from '../../walk/index.js';
import { keygenList, listParams, PLANS } from './list.js';
import { relationship, resource, resourceWith } from './resource.js';

/** A setting of the account: an item of `GET /settings`. */
export const setting = resource({
  name: 'Setting',
  type: 'settings',
  attributes: {
    key: t.string,
    /** Any JSON. */
    value: t.unknown,
  },
  relationships: {
    account: relationship,
  },
});

/** The decoded form of {@link setting}. */
export type Setting = t.TypeOf<typeof setting>;

/** A plan that the vendor sells: an item of `GET /v1/plans`. */
export const plan = resource({
  name: 'Plan',
  type: 'plans',
  attributes: {
    name: t.string,
    /** Cents. */
    price: int,
    interval: openEnum('month', 'year'),
    trialDuration: int,
    /** Seconds. */
    requestLogRetentionDuration: int,
    /** Seconds. */
    eventLogRetentionDuration: int,
    maxReqs: int,
    maxAdmins: int,
    maxUsers: int,
    maxPolicies: int,
    maxLicenses: int,
    maxProducts: int,
    /** Bytes, as the two below. */
    maxStorage: int,
    maxTransfer: int,
    maxUpload: int,
    /** Only there, and true, on private plans. */
    private: t.boolean,
  },
  relationships: {},
});

/** The decoded form of {@link plan}. */
export type Plan = t.TypeOf<typeof plan>;

/** An address that receives events: an item of `GET /webhook-endpoints`. */
export const webhookEndpoint = resource({
  name: 'WebhookEndpoint',
  type: 'webhook-endpoints',
  attributes: {
    url: t.string,
    /** Names of events; `*` for all. */
    subscriptions: list(t.string),
    signatureAlgorithm: openEnum('ed25519', 'rsa-pss-sha256', 'rsa-sha256', 'ecdsa-p256', 'legacy'),
    apiVersion: t.string,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
  },
});

/** The decoded form of {@link webhookEndpoint}. */
export type WebhookEndpoint = t.TypeOf<typeof webhookEndpoint>;

const meta = shape('WebhookEventMeta', {}, nullish({ idempotencyToken: t.string }));

/** An event that was sent to a webhook endpoint: an item of `GET /webhook-events`. */
export const webhookEvent = resourceWith({
  name: 'WebhookEvent',
  type: 'webhook-events',
  attributes: {
    /** The address that it was sent to. */
    endpoint: t.string,
    apiVersion: t.string,
    /** JSON in a text. */
    payload: t.string,
    /** For example `license.created`. */
    event: t.string,
    status: openEnum('DELIVERING', 'DELIVERED', 'FAILING', 'FAILED'),
    lastResponseCode: int,
    lastResponseBody: t.string,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
  },
  meta,
});

/** The decoded form of {@link webhookEvent}. */
export type WebhookEvent = t.TypeOf<typeof webhookEvent>;

/** `GET /settings`: only below an account: a host that serves a single account has it not. */
export const settings = vendorEndpoint({
  ...keygenList,
  id: 'keygen.settings',
  path: '/settings',
  params: listParams,
  item: setting,
  doc: 'The settings of the account.',
});

/**
 * `GET /v1/plans`: below the host, not below an account; Cloud only, without a credential. No reply links to the next
 * page: the walk goes on behind the last plan until none comes.
 */
export const plans = vendorEndpoint({
  ...keygenList,
  id: PLANS,
  path: '/plans',
  params: {
    'page[cursor]': listParams['page[cursor]'],
    'page[size]': listParams['page[size]'],
    limit: listParams.limit,
    order: listParams.order,
  },
  paging: lastId({ param: 'page[cursor]', firstCursor: '', cursor: { lastItem: 'id' } }),
  item: plan,
  credential: 'none',
  doc: 'The plans that the vendor sells.',
});

/** `GET /webhook-endpoints`. */
export const webhookEndpoints = vendorEndpoint({
  ...keygenList,
  id: 'keygen.webhookEndpoints',
  path: '/webhook-endpoints',
  params: listParams,
  item: webhookEndpoint,
  doc: 'The addresses that receive events.',
});

/** `GET /webhook-events`: a numbered walk reports no count. */
export const webhookEvents = vendorEndpoint({
  ...keygenList,
  id: 'keygen.webhookEvents',
  path: '/webhook-events',
  params: {
    ...listParams,
    events: texts('Events of these types, for example license.created.'),
  },
  item: webhookEvent,
  doc: 'The events that were sent to webhook endpoints.',
});

/** A token: an item of `GET /tokens`. A revoked one is deleted, so no item says that it is revoked. */
export const token = resource({
  name: 'Token',
  type: 'tokens',
  required: {
    kind: openEnum(
      'admin-token',
      'developer-token',
      'sales-token',
      'support-token',
      'read-only-token',
      'product-token',
      'environment-token',
      'user-token',
      'activation-token',
      'orphaned-token',
      'token',
    ),
  },
  attributes: {
    /** Null: never expires. */
    expiry: isoTimeMs,
    name: t.string,
    /** The token itself, in the reply that creates it; lists do not have it. */
    token: secretString,
    /** On activation tokens only, as the three below. */
    maxActivations: int,
    activations: int,
    maxDeactivations: int,
    deactivations: int,
    /** Absent on servers of the Community Edition. */
    permissions: list(t.string),
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    /** Whose token it is: a user, product, licence or environment. */
    bearer: relationship,
  },
});

/** The decoded form of {@link token}. */
export type Token = t.TypeOf<typeof token>;

/** An environment, which parts its records from the others: an item of `GET /environments`. */
export const environment = resource({
  name: 'Environment',
  type: 'environments',
  attributes: {
    name: t.string,
    code: t.string,
    isolationStrategy: openEnum('ISOLATED', 'SHARED'),
  },
  relationships: {
    account: relationship,
  },
});

/** The decoded form of {@link environment}. */
export type Environment = t.TypeOf<typeof environment>;

/** `GET /tokens`: an admin sees the tokens of every bearer. The token itself is in no list. */
export const tokens = vendorEndpoint({
  ...keygenList,
  id: 'keygen.tokens',
  path: '/tokens',
  params: {
    ...listParams,
    bearer: hash('Tokens of one bearer: type, id, role.'),
  },
  item: token,
  doc: 'The API tokens of the account.',
  docs: 'https://keygen.sh/docs/api/tokens/#tokens-list',
});

/** `GET /environments`: Cloud and Enterprise Edition only. */
export const environments = vendorEndpoint({
  ...keygenList,
  id: 'keygen.environments',
  path: '/environments',
  params: listParams,
  item: environment,
  doc: 'The environments of the account.',
  docs: 'https://keygen.sh/docs/api/environments/#environments-list',
});

/**
 * `GET /environments/{environment}/tokens`: Cloud and Enterprise Edition only; tokens that the environment owns, not
 * those of others in it.
 */
export const environmentTokens = vendorEndpoint({
  ...keygenList,
  id: 'keygen.environments.tokens',
  path: '/environments/{environment}/tokens',
  params: {
    environment: segment('Id or code of the environment.'),
    ...listParams,
  },
  item: token,
  doc: 'The API tokens of an environment.',
});
