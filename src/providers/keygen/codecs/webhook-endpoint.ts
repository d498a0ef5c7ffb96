import * as t from 'io-ts';

import { list, openEnum } from '../../../codec/index.js';
import { relationship } from './relationship.js';
import { resource } from './resource.js';

/** An address that is told about events: an item of `GET /webhook-endpoints`. */
export const webhookEndpoint = resource({
  name: 'WebhookEndpoint',
  type: 'webhook-endpoints',
  attributes: {
    url: t.string,
    /** Names of events; `*` for all. */
    subscriptions: list(t.string),
    signatureAlgorithm: openEnum('ed25519', 'rsa-pss-sha256', 'rsa-sha256', 'ecdsa-p256', 'legacy'),
    apiVersion: t.string,
  },
  relationships: {
    account: relationship,
    /** Absent on servers of the Community Edition. */
    environment: relationship,
    product: relationship,
  },
});

export type WebhookEndpoint = t.TypeOf<typeof webhookEndpoint>;
