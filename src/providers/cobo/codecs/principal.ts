import * as t from 'io-ts';

import { isoTime, jsonObject, nullish, openEnum, shape } from '../../../codec/index.js';

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

export type Principal = t.TypeOf<typeof principal>;
