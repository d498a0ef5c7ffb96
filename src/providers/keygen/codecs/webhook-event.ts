import * as t from 'io-ts';

import { int, nullish, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resourceWith } from './resource.js';

const meta = shape('WebhookEventMeta', {}, nullish({ idempotencyToken: t.string }));

/** An event that was sent to a webhook endpoint: an item of `GET /webhook-events`. */
export const webhookEvent = resourceWith({
  name: 'WebhookEvent',
  type: 'webhook-events',
  attributes: {
    /** The address that it was sent to. */
    endpoint: t.string,
    apiVersion: t.string,
    /** JSON in a text. */
    payload: t.string,
    /** For example `license.created`. */
    event: t.string,
    status: openEnum('DELIVERING', 'DELIVERED', 'FAILING', 'FAILED'),
    lastResponseCode: int,
    lastResponseBody: t.string,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
  },
  meta,
});

export type WebhookEvent = t.TypeOf<typeof webhookEvent>;
