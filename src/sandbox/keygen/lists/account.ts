import { below, top, type List } from '../list.js';
import { plans, settings, webhookEndpoints, webhookEvents } from '../shelves/account.js';
import { dateRefusal, eventLogs, requestLogs } from '../shelves/logs.js';
import { environments, environmentTokens, tokens } from '../shelves/tokens.js';

/** Lists of the account itself: tokens, environments, webhooks, logs, settings; and the plans above it. */
export const accountLists: readonly List[] = [
  top(tokens, { filters: ['bearer'] }),
  top(environments),
  below(environments, environmentTokens, { by: ({ bearer }) => [bearer.id] }),
  top(webhookEndpoints),
  top(webhookEvents, { links: 'uncounted', filters: ['events'] }),
  top(requestLogs, {
    links: 'uncounted',
    refusal: dateRefusal,
    filters: ['date', 'requestor', 'resource', 'ip', 'method', 'url', 'status'],
  }),
  top(eventLogs, {
    links: 'uncounted',
    refusal: dateRefusal,
    filters: ['date', 'whodunnit', 'resource', 'request', 'event', 'events'],
  }),
  top(settings, { site: 'named' }),
  top(plans, { site: 'root', links: 'none' }),
];
