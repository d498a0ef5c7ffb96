import * as t from 'io-ts';

import { int, isoTimeMs, nullable, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resourceWith } from './resource.js';

const attributes = shape('WebhookEventAttributes', {
  /** The address that it was sent to. */
  endpoint: t.string,
  apiVersion: t.string,
  /** JSON in a text. */
  payload: nullable(t.string),
  /** For example `license.created`. */
  event: t.string,
  status: nullable(openEnum('DELIVERING', 'DELIVERED', 'FAILING', 'FAILED')),
  lastResponseCode: nullable(int),
  lastResponseBody: nullable(t.string),
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'WebhookEventRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
  },
);

const meta = shape('WebhookEventMeta', {}, { idempotencyToken: t.string });

/** An event that was sent to a webhook endpoint: an item of `GET /webhook-events`. */
export const webhookEvent = resourceWith({
  name: 'WebhookEvent',
  type: 'webhook-events',
  attributes,
  relationships,
  meta,
});

export type WebhookEvent = t.TypeOf<typeof webhookEvent>;
