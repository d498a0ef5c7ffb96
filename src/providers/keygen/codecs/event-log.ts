import * as t from 'io-ts';

import { isoTimeMs, jsonObject, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('EventLogAttributes', {
  /** For example `license.validation.succeeded`. */
  event: t.string,
  /** Kept for 30 days. */
  metadata: jsonObject,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'EventLogRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    request: relationship,
    /** Who did it: a user, product, license or environment. */
    whodunnit: relationship,
    resource: relationship,
  },
);

/** An event in the account: an item of `GET /event-logs`. */
export const eventLog = resource('EventLog', 'event-logs', attributes, relationships);

export type EventLog = t.TypeOf<typeof eventLog>;
