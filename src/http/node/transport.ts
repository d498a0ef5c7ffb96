import type { Transport } from '../transport.js';
import { undiciTransport } from './undici-transport.js';

/** Returns the transport of Node.js: undici, with kept connections that all clients share. */
export const defaultTransport = (): Transport => undiciTransport();
