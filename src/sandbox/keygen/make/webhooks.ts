import type { WebhookEndpoint, WebhookEvent } from '../records.js';
import { anyOf, type Desk, type Hint } from './desk.js';
import { someRecord } from './logs.js';

type Topic = readonly [type: Parameters<typeof someRecord>[2], event: string];

const EVENTS: readonly [Topic, ...Topic[]] = [
  ['licenses', 'license.created'],
  ['licenses', 'license.expired'],
  ['machines', 'machine.created'],
  ['users', 'user.created'],
  ['policies', 'policy.updated'],
];

type Fate = readonly [status: string, code: number | null, body: string | null];

const FATES: readonly [Fate, ...Fate[]] = [
  ['DELIVERED', 200, 'OK'],
  ['DELIVERED', 200, 'OK'],
  ['DELIVERED', 204, null],
  ['DELIVERING', null, null],
  ['FAILING', 500, 'Internal Server Error'],
  ['FAILED', 410, 'Gone'],
];

/** Where webhooks are sent: for the whole account, or for one product. */
export function makeWebhookEndpoint({ dice, data, at, number }: Desk, _hint: Hint): WebhookEndpoint {
  return {
    id: dice.uuid(),
    created: at,
    url: `https://example.com/webhooks/${String(number)}`,
    subscriptions: number % 3 === 0 ? ['license.created', 'machine.created'] : ['*'],
    algorithm: dice.pick(['ed25519', 'rsa-pss-sha256', 'rsa-sha256', 'ecdsa-p256', 'legacy']),
    product: dice.chance(0.3) ? anyOf(dice, data.products) : null,
  };
}

/** A webhook about a record. */
export function makeWebhookEvent({ dice, data, at }: Desk, _hint: Hint): WebhookEvent {
  const [type, event] = dice.pick(EVENTS);
  const [status, code, body] = dice.pick(FATES);
  return {
    id: dice.uuid(),
    created: at,
    url: anyOf(dice, data.webhookEndpoints).url,
    event,
    resource: someRecord(dice, data, type),
    status,
    code,
    body,
    token: dice.text(32, '0123456789abcdef'),
  };
}
