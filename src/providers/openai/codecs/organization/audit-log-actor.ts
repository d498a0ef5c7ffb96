import * as t from 'io-ts';

import { jsonObject, nullish, openEnum, shape } from '../../../../codec/index.js';

const actorUser = shape('ActorUser', {}, nullish({ id: t.string, email: t.string }));

const actorSession = shape(
  'ActorSession',
  {},
  nullish({
    user: actorUser,
    ip_address: t.string,
    // The others stand in the vendor's example only.
    user_agent: t.string,
    ja3: t.string,
    ja4: t.string,
    ip_address_details: jsonObject,
  }),
);

const actorApiKey = shape(
  'ActorApiKey',
  {},
  nullish({
    /** The tracking id of the key, which is not the key. */
    id: t.string,
    type: openEnum('user', 'service_account'),
    user: actorUser,
    service_account: shape('ActorServiceAccount', {}, nullish({ id: t.string })),
  }),
);

/** Who did what an event tells: `type` says which of the two members is there. */
export const auditLogActor = shape(
  'Actor',
  {},
  nullish({
    type: openEnum('session', 'api_key'),
    session: actorSession,
    api_key: actorApiKey,
  }),
);

export type AuditLogActor = t.TypeOf<typeof auditLogActor>;
