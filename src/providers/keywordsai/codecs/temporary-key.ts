import * as t from 'io-ts';

import { int, isoTime, nullable, num, secretString, shape } from '../../../codec/index.js';

/** A temporary API key: an item of `GET /api/temporary-keys/`, which tells only some of these fields. */
export const temporaryKey = shape(
  'TemporaryKey',
  { id: t.string, name: t.string },
  {
    /** The first characters of the key. */
    prefix: nullable(t.string),
    /** The key itself: only the reply to its creation is documented to hold it. */
    api_key: nullable(secretString),
    is_test: nullable(t.boolean),
    is_temporary: nullable(t.boolean),
    revoked: nullable(t.boolean),
    /** Null: never expires. */
    expiry_date: nullable(isoTime),
    /** How often it may be used; -1: without limit. */
    max_usage: nullable(int),
    /** How often it was used. */
    key_usage: nullable(int),
    /** Requests a minute. */
    rate_limit: nullable(int),
    /** US dollars. */
    spending_limit: nullable(num),
    /** US dollars. */
    spending_in_period: nullable(num),
    /** The older name of `created_at`. */
    created: nullable(isoTime),
    created_at: nullable(isoTime),
    /** 1970-01-01T00:00:00Z: never. */
    last_used: nullable(isoTime),
  },
);

export type TemporaryKey = t.TypeOf<typeof temporaryKey>;
