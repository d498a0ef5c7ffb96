import {
  clientHooks,
  defineSource,
  requestWindowsOf,
  type ClientEventLike,
  type FeedDraft,
} from '../../monitor/source/index.js';
import type { Source, SourceOptions } from '../../monitor/source/index.js';
import { costFeeds, logFeeds, usageFeeds } from './feeds/figures.js';
import { keyFeeds, organizationLimitFeeds, peopleFeeds, projectLimitFeeds } from './feeds/inventory.js';
import type { OpenAi } from './openai.js';

/** What {@link openaiSource} takes beside the client. */
export interface OpenAiSourceOptions extends SourceOptions {
  /** Unique in a monitor, without a slash. Default `openai`. */
  readonly name?: string | undefined;
}

/** Use is read in several widths from one list: the address of a request says which. */
const feedOf =
  (feeds: readonly FeedDraft[]) =>
  ({ endpoint, request }: ClientEventLike): string | undefined => {
    const ids = feeds.flatMap(({ id, reads }) => (reads === endpoint && id !== undefined ? [id] : []));
    const width = request === undefined ? null : /[?&]bucket_width=(\w+)/.exec(request.url)?.[1];
    return ids.find((id) => width != null && id.endsWith(`.${width}`)) ?? ids[0];
  };

/**
 * Returns an organization at OpenAI as a source of a monitor: people, service accounts, projects, keys, use of all ten kinds, costs,
 * limits, and which key the audit log shows in use. It takes a client with an admin key; nothing is sent.
 *
 * Feeds: `users`, `projects`, `projects.serviceAccounts`, `projects.apiKeys`, `adminApiKeys`, `usage.<kind>.1m`, `.1h` and `.1d`
 * (of vector stores only `.1d`), `costs`, `spendLimit`, `spendAlerts`, `projects.spendLimit`, `projects.spendAlerts`,
 * `projects.rateLimits`, `auditLogs`. Costs by key and usage need the scope `api.usage.read`.
 *
 * @param client made by {@link openai}
 * @param options `name` (default `openai`), `every`, `only` and `except`
 * @throws RangeError where the name is empty or has a slash, or an option names no feed
 *
 * @example
 * const monitor = createMonitor([openaiSource(org, { name: 'acme', only: ['projects'] })]);
 * const sources = await firstValueFrom(monitor.sources$.pipe(filter(([first]) => first?.state === 'ok')));
 * console.log(sources.map(({ feed, records }) => `${feed} ${records}`));
 * monitor.close();
 * // [ 'projects 2' ]
 */
export const openaiSource = (
  client: OpenAi,
  { name = 'openai', ...options }: OpenAiSourceOptions = {},
): Source => {
  const feeds = [
    ...peopleFeeds(client),
    ...keyFeeds(client),
    ...usageFeeds(client),
    ...costFeeds(client),
    ...organizationLimitFeeds(client),
    ...projectLimitFeeds(client),
    ...logFeeds(client),
  ];
  return defineSource({
    ...options,
    ...clientHooks(client.events$, feeds, feedOf(feeds)),
    requestWindows: () => requestWindowsOf(client.client),
    name,
    provider: 'openai',
    feeds,
    budget: client.client,
  });
};
