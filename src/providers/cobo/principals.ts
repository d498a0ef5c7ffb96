import * as t from 'io-ts';
import { isoTime, jsonObject, list, nullish, openEnum, shape } from '../../codec/index.js';
import { vendorEndpoint, openWord } from '../../walk/index.js';
import { coboPaging, cursorParams, listEnvelope, upTo200 } from './list.js';

/** A human or an agent: an item of `GET /api/v1/principals` and `GET /api/v1/principals/agents`. */
export const principal = shape(
  'Principal',
  {
    id: t.string,
    /** The external identifier of the principal. */
    external_id: t.string,
    type: openEnum('human', 'agent'),
    name: t.string,
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    metadata: jsonObject,
    /** Deprecated. */
    is_temporary: t.boolean,
    /** The human who owns an agent. */
    owner_principal_id: t.string,
    onboarding_session_id: t.string,
  }),
);

/** The decoded form of {@link principal}. */
export type Principal = t.TypeOf<typeof principal>;

/** An API key of a principal: an item of `GET /api/v1/api-keys`. */
export const apiKey = shape(
  'ApiKey',
  {
    id: t.string,
    /** Whose key it is. */
    principal_id: t.string,
    name: t.string,
    /** The first characters, to tell keys apart; the key itself is in no list. */
    key_prefix: t.string,
    scopes: list(t.string),
    is_revoked: t.boolean,
    created_at: isoTime,
    updated_at: isoTime,
  },
  nullish({
    /** Null: never expires. */
    expires_at: isoTime,
    /** Null: never used. */
    last_used_at: isoTime,
    /** Null: not revoked. */
    revoked_at: isoTime,
    /** The pact that the key is bound to, if any. */
    pact_id: t.string,
    /** Sent by the 0.1 versions of the API only. */
    delegation_id: t.string,
  }),
);

/** The decoded form of {@link apiKey}. */
export type ApiKey = t.TypeOf<typeof apiKey>;

/** `GET /api/v1/principals`: only the service key is accepted. */
export const principals = vendorEndpoint({
  id: 'cobo.principals',
  path: '/api/v1/principals',
  params: { ...cursorParams, type: openWord(['human', 'agent'], 'Which kind of principal.') },
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: principal,
  key: ['id'],
  credential: 'serviceKey',
  doc: 'All principals of the system, people and agents.',
});

/** `GET /api/v1/principals/agents`: unlike the list of all principals it takes the principal's own key. */
export const agents = vendorEndpoint({
  id: 'cobo.principals.agents',
  path: '/api/v1/principals/agents',
  params: cursorParams,
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: principal,
  key: ['id'],
  doc: 'The agents that the authenticated principal owns.',
});

/** `GET /api/v1/api-keys`: both kinds of credential are accepted; the principal's own key is preferred. */
export const apiKeys = vendorEndpoint({
  id: 'cobo.apiKeys',
  path: '/api/v1/api-keys',
  params: cursorParams,
  paging: coboPaging(),
  limits: upTo200,
  envelope: listEnvelope,
  item: apiKey,
  key: ['id'],
  credential: 'apiKey or serviceKey',
  doc: 'The API keys of the authenticated principal.',
});
