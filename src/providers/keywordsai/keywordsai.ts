import type { Observable } from 'rxjs';
import { bindTree, type Bound, type Client, type ClientEvent } from '../../walk/index.js';
import { PARTS } from '../../walk/client.js';
import { keywordsaiClient, type KeywordsAiOptions } from './client.js';
import { lists } from './lists.js';

/** What {@link keywordsai} returns: the lists of the client, by the vendor's resource tree. */
export interface KeywordsAi extends Bound<typeof lists> {
  /** The client beneath: `list` takes any endpoint value. */
  readonly client: Client;
  /** What this client does, as it does it. */
  readonly events$: Observable<ClientEvent>;
}

/**
 * Returns a client of the lists of Keywords AI (now Respan); its methods follow the vendor's resource tree.
 *
 * API keys never belong in a browser: put this behind a server of your own.
 *
 * @param options `apiKey`, and {@link ClientOptions}; `baseUrl: 'https://api.respan.ai'` for the new name.
 * @throws ConfigError at once for options that cannot work. A missing key is one when a list is subscribed to.
 *
 * @example
 * ```ts no-run
 * for await (const user of keywordsai({ apiKey }).users.list({ environment: 'prod' })) console.log(user.total_cost);
 * ```
 */
export const keywordsai = (options: KeywordsAiOptions): KeywordsAi => {
  const client = keywordsaiClient(options, PARTS);
  return {
    client,
    events$: client.events$,
    ...bindTree(client, lists),
  };
};
