import * as t from 'io-ts';

import { jsonObject } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** An event in the account: an item of `GET /event-logs`. */
export const eventLog = resource({
  name: 'EventLog',
  type: 'event-logs',
  attributes: {
    /** For example `license.validation.succeeded`. */
    event: t.string,
    /** Kept for 30 days. */
    metadata: jsonObject,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    request: relationship,
    /** Who did it: a user, product, license or environment. */
    whodunnit: relationship,
    resource: relationship,
  },
});

export type EventLog = t.TypeOf<typeof eventLog>;
