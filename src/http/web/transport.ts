import { fetchTransport, type Fetch } from '../fetch-transport.js';
import type { Transport } from '../transport.js';

/** Loaded only where the platform has no fetch; the package's `imports` leave it out of bundles for browsers. */
const crossFetch: Fetch = async (url, init) => {
  const { default: fetch } = await import('#cross-fetch');
  // As a plain function: a browser's own fetch, which cross-fetch hands on, refuses a foreign `this`.
  return fetch(url, init);
};

interface Platform {
  readonly fetch?: Fetch | undefined;
}

/** Looked up for each request, so that what replaces the global fetch later, such as a mock, is used. */
const globalFetch: Fetch = (url, init) => {
  const { fetch = crossFetch } = globalThis as Platform;
  return fetch(url, init);
};

/** Returns the transport of browsers, Bun and all else that has a fetch; cross-fetch replaces it where there is none. */
export const defaultTransport = (): Transport => fetchTransport(globalFetch);
