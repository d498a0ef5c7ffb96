/* A configuration as users write it: accounts of the made-up server at ACCOUNTS_URL. */
import { accountSource } from './account.js';

const every = { watchedMs: 200, idleMs: 200 };

export default {
  sources: {
    names: () => ['acme', 'beta'],
    load: (name: string) => accountSource({ url: process.env['ACCOUNTS_URL'] ?? '', name, every }),
  },
  rules: [],
};
