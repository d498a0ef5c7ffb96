import type { Transport } from '../transport.js';
import { agentsFor } from './agents.js';
import { proxiesIn } from './proxies.js';
import { transportOver } from './undici-transport.js';

/**
 * Returns the transport of Node.js: undici, with kept connections that all clients share, through the proxies that the environment names.
 *
 * @throws ConfigError when a proxy variable is malformed, or names a SOCKS proxy.
 */
export const defaultTransport = (): Transport => transportOver(agentsFor(proxiesIn(process.env)));
