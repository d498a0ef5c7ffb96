import * as t from 'io-ts';

import { decimal, int, isoTime, jsonObject, list, nullable, openEnum, shape } from '../../../codec/index.js';
import { listEnvelope } from './list-envelope.js';
import { principal } from './principal.js';

/** What is left of the limits of a pact. */
export const pactRemaining = shape(
  'PactRemaining',
  {},
  {
    tx_count_remaining: nullable(int),
    /** US dollars. */
    usd_remaining: nullable(decimal),
    time_remaining_seconds: nullable(int),
  },
);

export type PactRemaining = t.TypeOf<typeof pactRemaining>;

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
  {
    /** What the user said that led to it. */
    original_intent: nullable(t.string),
    /** Whether it was made together with the wallet. */
    is_default: t.boolean,
    /** Null: never expires. */
    expires_at: nullable(isoTime),
    recipe_slugs: nullable(list(t.string)),
    /** The principal that acts under it. */
    operator: nullable(principal),
    /** Null unless it is active. Since version 1.3.0. */
    remaining: nullable(pactRemaining),
  },
);

export type Pact = t.TypeOf<typeof pact>;

/** What stands beside pacts. */
export const pactEnvelope = shape(
  'PactEnvelope',
  {},
  {
    ...listEnvelope.optional,
    /** Nothing but the pacts themselves. */
    result: shape('PactPage', {}, {}),
  },
);

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
  { metadata: nullable(jsonObject) },
);

export type PactEvent = t.TypeOf<typeof pactEvent>;

/** What stands beside the events of a pact. */
export const pactEventEnvelope = shape(
  'PactEventEnvelope',
  {},
  {
    ...listEnvelope.optional,
    /** Nothing but the events themselves. */
    result: shape('PactEventPage', {}, {}),
  },
);

export type PactEventEnvelope = t.TypeOf<typeof pactEventEnvelope>;

/** A template for pacts: an item of `GET /api/v1/recipes/pact-templates`. */
export const pactTemplate = shape('PactTemplate', {
  id: t.string,
  recipe_slug: t.string,
  template: jsonObject,
  created_at: isoTime,
  updated_at: isoTime,
});

export type PactTemplate = t.TypeOf<typeof pactTemplate>;
