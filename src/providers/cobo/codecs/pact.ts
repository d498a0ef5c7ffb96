import * as t from 'io-ts';

import { decimal, int, isoTime, jsonObject, list, nullish, openEnum, shape } from '../../../codec/index.js';
import { listEnvelope } from './list-envelope.js';
import { principal } from './principal.js';

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

export type Pact = t.TypeOf<typeof pact>;

/** What stands beside pacts. */
export const pactEnvelope = shape(
  'PactEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    /** Nothing but the pacts themselves. */
    result: shape('PactPage', {}),
  }),
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
  nullish({ metadata: jsonObject }),
);

export type PactEvent = t.TypeOf<typeof pactEvent>;

/** What stands beside the events of a pact. */
export const pactEventEnvelope = shape(
  'PactEventEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    /** Nothing but the events themselves. */
    result: shape('PactEventPage', {}),
  }),
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
