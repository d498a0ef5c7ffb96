import { without } from '../drop.js';
import { among } from '../filters.js';
import type { Shelf } from '../list.js';
import { makePlan, makeSetting } from '../make/account.js';
import { makeWebhookEndpoint, makeWebhookEvent } from '../make/webhooks.js';
import type { Plan, Setting, WebhookEndpoint, WebhookEvent } from '../records.js';
import { iso, item, refTo, relationsOf } from '../wire.js';
import { put } from './put.js';

const API_VERSION = '1.8';

/** Where webhooks are sent. */
export const webhookEndpoints: Shelf<WebhookEndpoint> = {
  segment: 'webhook-endpoints',
  noun: 'webhook endpoint',
  all: ({ webhookEndpoints: list }) => list,
  add: (desk, hint) => {
    const made = makeWebhookEndpoint({ ...desk, number: 1000 + desk.number }, hint);
    return put(desk.data.webhookEndpoints, made);
  },
  drop: (data, endpoint) => without(data.webhookEndpoints, endpoint),
  wire: (config, endpoint) => {
    const { url, subscriptions, algorithm, product } = endpoint;
    const { to } = relationsOf(config, 'webhook-endpoints', endpoint);
    const attributes = { url, subscriptions, signatureAlgorithm: algorithm, apiVersion: API_VERSION };
    return item(config, 'webhook-endpoints', endpoint, attributes, to('product', refTo('products', product)));
  },
};

/** Webhooks; the payload is JSON written into a text. */
export const webhookEvents: Shelf<WebhookEvent> = {
  segment: 'webhook-events',
  noun: 'webhook event',
  all: ({ webhookEvents: list }) => list,
  add: (desk, hint) => put(desk.data.webhookEvents, makeWebhookEvent(desk, hint)),
  drop: (data, event) => without(data.webhookEvents, event),
  filters: { events: among('events', ({ event }) => event) },
  wire: (config, event) => {
    const attributes = {
      endpoint: event.url,
      apiVersion: API_VERSION,
      payload: JSON.stringify({ data: event.resource }),
      event: event.event,
      status: event.status,
      lastResponseCode: event.code,
      lastResponseBody: event.body,
    };
    const meta = { idempotencyToken: event.token };
    return item(config, 'webhook-events', event, attributes, {}, { environment: null, meta });
  },
};

/** Settings of the account. */
export const settings: Shelf<Setting> = {
  segment: 'settings',
  noun: 'setting',
  everywhere: true,
  all: ({ settings: list }) => list,
  add: (desk) => put(desk.data.settings, makeSetting(desk)),
  drop: (data, setting) => without(data.settings, setting),
  wire: (config, setting) =>
    item(config, 'settings', setting, { key: setting.key, value: setting.value }, {}, {}),
};

/** The vendor's public price list: above the account, open to everybody, and without relationships. */
export const plans: Shelf<Plan> = {
  segment: 'plans',
  noun: 'plan',
  everywhere: true,
  all: ({ plans: list }) => list,
  add: (desk) => put(desk.data.plans, makePlan(desk)),
  drop: (data, plan) => without(data.plans, plan),
  open: () => () => true,
  wire: ({ root }, plan) => ({
    id: plan.id,
    type: 'plans',
    attributes: {
      name: plan.name,
      price: plan.price,
      interval: plan.interval,
      trialDuration: null,
      requestLogRetentionDuration: plan.retention,
      eventLogRetentionDuration: plan.retention,
      maxReqs: plan.requests,
      maxAdmins: null,
      maxUsers: null,
      maxPolicies: null,
      maxLicenses: null,
      maxProducts: null,
      maxStorage: null,
      maxTransfer: null,
      maxUpload: null,
      created: iso(plan.created),
      updated: iso(plan.created),
    },
    links: { self: `${root}/plans/${plan.id}` },
  }),
};
