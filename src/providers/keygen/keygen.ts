import type { Observable } from 'rxjs';
import { bindTree, type Bound, type Client, type ClientEvent } from '../../walk/index.js';
import { ALL_PARTS } from '../../walk/client.js';
import { keygenClient, type KeygenOptions } from './client.js';
import { lists } from './lists.js';

/** What {@link keygen} returns: the lists of the client, by the vendor's resource tree. */
export interface Keygen extends Bound<typeof lists> {
  /** The client beneath: `list` takes any endpoint value. */
  readonly client: Client;
  /** What this client does, as it does it. */
  readonly events$: Observable<ClientEvent>;
}

/**
 * Returns a client of Keygen's lists; its methods follow the vendor's resource tree.
 *
 * Admin tokens never belong in a browser: put this behind a server of your own.
 *
 * @param options account, one of `token` and `licenseKey`, and {@link ClientOptions}.
 * @throws ConfigError at once for options that cannot work. A missing credential is one when a list is subscribed to.
 *
 * @example
 * ```ts no-run
 * keygen({ account, token }).licenses.list({ status: 'EXPIRING' }).subscribe((license) => console.log(license.id));
 * ```
 */
export const keygen = (options: KeygenOptions): Keygen => {
  const client = keygenClient(options, ALL_PARTS);
  return {
    client,
    events$: client.events$,
    ...bindTree(client, lists),
  };
};
