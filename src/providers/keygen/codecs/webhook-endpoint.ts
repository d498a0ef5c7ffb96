import * as t from 'io-ts';

import { isoTimeMs, list, openEnum, shape } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

const attributes = shape('WebhookEndpointAttributes', {
  url: t.string,
  /** Names of events; `*` for all. */
  subscriptions: list(t.string),
  signatureAlgorithm: openEnum('ed25519', 'rsa-pss-sha256', 'rsa-sha256', 'ecdsa-p256', 'legacy'),
  apiVersion: t.string,
  created: isoTimeMs,
  updated: isoTimeMs,
});

const relationships = shape(
  'WebhookEndpointRelationships',
  {},
  {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
  },
);

/** An address that is told about events: an item of `GET /webhook-endpoints`. */
export const webhookEndpoint = resource('WebhookEndpoint', 'webhook-endpoints', attributes, relationships);

export type WebhookEndpoint = t.TypeOf<typeof webhookEndpoint>;
