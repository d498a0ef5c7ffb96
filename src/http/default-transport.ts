import { fetchTransport, type Fetch } from './fetch-transport.js';
import { nodeBuiltin } from './node-builtin.js';
import { nodeTransport, type NodeHttp } from './node-transport.js';
import type { Transport } from './transport.js';

/** Loaded when it is needed: in Node.js it never is. */
const crossFetch: Fetch = async (url, init) => (await import('cross-fetch')).default(url, init);

/**
 * Returns the transport that a client has where none is given: node:http in Node.js, cross-fetch elsewhere. Both send on
 * subscription, abort on unsubscription, send no cookies and follow no redirect.
 *
 * @param builtin gives a module of Node.js by its name, undefined where there are none. Default: those of this runtime.
 */
export const defaultTransport = (builtin: (name: string) => unknown = nodeBuiltin): Transport => {
  const http = builtin('node:http') as NodeHttp | undefined;
  const https = builtin('node:https') as NodeHttp | undefined;
  if (http === undefined || https === undefined) return fetchTransport(crossFetch);
  return nodeTransport((secure) => (secure ? https : http));
};
