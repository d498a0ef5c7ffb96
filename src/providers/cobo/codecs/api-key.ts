import * as t from 'io-ts';

import { isoTime, list, nullish, shape } from '../../../codec/index.js';

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

export type ApiKey = t.TypeOf<typeof apiKey>;
