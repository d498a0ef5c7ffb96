import { bindTree } from '../../walk/index.js';
import { coboClient, type CoboOptions } from './client.js';
import { lists } from './lists.js';

/**
 * Returns a client of the lists of Cobo Agentic Wallet; its methods follow the vendor's resource tree.
 *
 * Keys never belong in a browser: put this behind a server of your own.
 *
 * @param options `apiKey`, `serviceKey` or both, and {@link ClientOptions}.
 * @throws ConfigError at once for options that cannot work. A missing key is one when a list is subscribed to.
 *
 * @example
 * cobo({ apiKey }).apiKeys.list().subscribe((key) => console.log(key.key_prefix, key.last_used_at));
 */
export const cobo = (options: CoboOptions) => {
  const client = coboClient(options);
  return {
    /** The client beneath: `list` takes any endpoint value. */
    client,
    /** What this client does, as it does it. */
    events$: client.events$,
    ...bindTree(client, lists),
  };
};

/** What {@link cobo} returns. */
export type Cobo = ReturnType<typeof cobo>;
