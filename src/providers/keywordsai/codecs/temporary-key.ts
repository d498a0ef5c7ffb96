import * as t from 'io-ts';

import { anyId, int, isoTime, nullish, num, secretString, shape } from '../../../codec/index.js';

/** A temporary API key: an item of `GET /api/temporary-keys/`, which tells only some of these fields. */
export const temporaryKey = shape(
  'TemporaryKey',
  { id: anyId },
  nullish({
    name: t.string,
    /** The first characters of the key. */
    prefix: t.string,
    /** The key itself: only the reply to its creation is documented to hold it. */
    api_key: secretString,
    is_test: t.boolean,
    is_temporary: t.boolean,
    revoked: t.boolean,
    /** Null: never expires. */
    expiry_date: isoTime,
    /** How often it may be used; -1: without limit. */
    max_usage: int,
    /** How often it was used. */
    key_usage: int,
    /** Requests a minute. */
    rate_limit: int,
    /** US dollars. */
    spending_limit: num,
    /** US dollars. */
    spending_in_period: num,
    /** The older name of `created_at`. */
    created: isoTime,
    created_at: isoTime,
    /** 1970-01-01T00:00:00Z: never. */
    last_used: isoTime,
  }),
);

export type TemporaryKey = t.TypeOf<typeof temporaryKey>;
