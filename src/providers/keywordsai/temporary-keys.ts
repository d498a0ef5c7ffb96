import * as t from 'io-ts';
import { anyId, int, isoTime, nullish, num, secretString, shape } from '../../codec/index.js';
import { vendorEndpoint } from '../../walk/index.js';
import { anySize, bareArray, byPage, inTwoShapes, listEnvelope, pageParams } from './list.js';

/** A temporary API key: an item of `GET /api/temporary-keys/`, which has only some of these fields. */
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

/** The decoded form of {@link temporaryKey}. */
export type TemporaryKey = t.TypeOf<typeof temporaryKey>;

/**
 * `GET /api/temporary-keys/`: temporary keys only; no list of the others is documented. The reply is the usual page or,
 * on newer pages of the documentation, a bare array, which is then the whole list. `count` is 0 in the vendor's example.
 */
export const temporaryKeys = vendorEndpoint({
  id: 'keywordsai.temporaryKeys',
  path: '/api/temporary-keys/',
  params: pageParams,
  paging: inTwoShapes(byPage, bareArray, Array.isArray),
  limits: anySize,
  envelope: listEnvelope,
  item: temporaryKey,
  key: ['id'],
  doc: 'The temporary API keys of the organization.',
  docs: 'https://docs.keywordsai.co/api-endpoints/temporary-api-keys/list-temporary-keys',
});
