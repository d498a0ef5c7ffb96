/**
 * Cobo Agentic Wallet: principals, wallets and what is in them, pacts, audit logs. `endpoints` are the lists as values, the codecs are
 * those of their items.
 *
 * @packageDocumentation
 */

export * from './codecs.js';
export { coboClient, type CoboOptions } from './client.js';
export * as endpoints from './endpoints.js';
export { cobo, type Cobo } from './cobo.js';
export { coboSource, type CoboSourceOptions } from './source.js';
export * as records from './records.js';
