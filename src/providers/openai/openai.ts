import type { Observable } from 'rxjs';
import { bindTree, type Bound, type Client, type ClientEvent } from '../../walk/index.js';
import { PARTS } from '../../walk/client.js';
import { openaiClient, type OpenAiOptions } from './client.js';
import { lists } from './lists.js';

/** What {@link openai} returns: the lists of the client, by the vendor's resource tree. */
export interface OpenAi extends Bound<typeof lists> {
  /** The client beneath: `list` takes any endpoint value. */
  readonly client: Client;
  /** What this client does, as it does it. */
  readonly events$: Observable<ClientEvent>;
}

/**
 * Returns a client of OpenAI's lists, those of the organization and all others; its methods follow the vendor's resource
 * tree.
 *
 * Admin keys never belong in a browser: put this behind a server of your own.
 *
 * @param options credentials (asked for each request when they are functions) and {@link ClientOptions}.
 * @throws ConfigError at once for options that cannot work. A missing credential is one when a list is subscribed to.
 *
 * @example
 * ```ts no-run
 * const org = openai({ adminKey: process.env.OPENAI_ADMIN_KEY });
 * org.projects.apiKeys.list({ project_id: 'proj_abc' }).subscribe((key) => console.log(key.id));
 * ```
 */
export const openai = (options: OpenAiOptions): OpenAi => {
  const client = openaiClient(options, PARTS);
  return {
    client,
    events$: client.events$,
    ...bindTree(client, lists),
  };
};
