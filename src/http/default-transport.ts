import { defaultTransport as ofThisPlatform } from '#transport';
import type { Transport } from './transport.js';

/**
 * Returns the transport that a client uses where none is given: undici in Node.js, the global fetch elsewhere. The package's
 * `imports` choose between them, so that a bundle holds one. Both send on subscription, abort on unsubscription, send no
 * cookies and follow no redirect.
 *
 * @example
 * const logged: Transport = (request) => {
 *   console.log(request.method, request.url);
 *   return defaultTransport()(request);
 * };
 * const acme = createClient(provider, { transport: logged });
 */
export const defaultTransport: () => Transport = ofThisPlatform;
