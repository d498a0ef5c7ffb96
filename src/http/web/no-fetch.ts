import type { Fetch } from '../fetch-transport.js';

/** Replaces cross-fetch in a bundle for browsers, which have a fetch: cross-fetch is CommonJS, and a bundler warns of it. */
const noFetch: Fetch = () =>
  Promise.reject(new TypeError('there is no global fetch here; give one by the option `fetch`'));

export default noFetch;
