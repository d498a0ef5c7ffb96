import type { Observable } from 'rxjs';
import { bindTree, type Bound, type Client, type ClientEvent } from '../../walk/index.js';
import { PARTS } from '../../walk/client.js';
import { coboClient, type CoboOptions } from './client.js';
import { lists } from './lists.js';

/** What {@link cobo} returns: the lists of the client, by the vendor's resource tree. */
export interface Cobo extends Bound<typeof lists> {
  /** The client beneath: `list` takes any endpoint value. */
  readonly client: Client;
  /** What this client does, as it does it. */
  readonly events$: Observable<ClientEvent>;
}

/**
 * Returns a client of the lists of Cobo Agentic Wallet; its methods follow the vendor's resource tree.
 *
 * Keys never belong in a browser: put this behind a server of your own.
 *
 * @param options `apiKey`, `serviceKey` or both, and {@link ClientOptions}.
 * @throws ConfigError at once for options that cannot work. A missing key is one when a list is subscribed to.
 *
 * @example
 * ```ts no-run
 * cobo({ apiKey }).apiKeys.list().subscribe((key) => console.log(key.key_prefix, key.last_used_at));
 * ```
 */
export const cobo = (options: CoboOptions): Cobo => {
  const client = coboClient(options, PARTS);
  return {
    client,
    events$: client.events$,
    ...bindTree(client, lists),
  };
};
