import * as t from 'io-ts';

import { jsonObject, nullable, openEnum, shape } from '../../../../codec/index.js';

const actorUser = shape('ActorUser', {}, { id: t.string, email: t.string });

const actorSession = shape(
  'ActorSession',
  {},
  {
    user: actorUser,
    ip_address: t.string,
    // The others stand in the vendor's example only.
    user_agent: nullable(t.string),
    ja3: nullable(t.string),
    ja4: nullable(t.string),
    ip_address_details: nullable(jsonObject),
  },
);

const actorApiKey = shape(
  'ActorApiKey',
  {},
  {
    /** The tracking id of the key, which is not the key. */
    id: t.string,
    type: openEnum('user', 'service_account'),
    user: actorUser,
    service_account: shape('ActorServiceAccount', {}, { id: t.string }),
  },
);

/** Who did what an event tells: `type` says which of the two members is there. */
export const auditLogActor = shape(
  'Actor',
  {},
  {
    type: openEnum('session', 'api_key'),
    session: actorSession,
    api_key: actorApiKey,
  },
);

export type AuditLogActor = t.TypeOf<typeof auditLogActor>;
