import {
  clientHooks,
  COLLECTING,
  defineSource,
  events,
  type FeedDraft,
  FIGURES_CADENCE,
  KEYS_CADENCE,
  requestWindowsOf,
  SLOW_CADENCE,
  snapshot,
  type Source,
  type SourceOptions,
} from '../../monitor/source/index.js';
import type { Cobo } from './cobo.js';
import { credentialOfApiKey, principalOf, recordsOfPact, useOfAuditLog } from './records.js';
import { DAY_MS, MINUTE_MS } from '../../records/durations.js';

/** What {@link coboSource} takes beside the client. */
export interface CoboSourceOptions extends SourceOptions {
  /** Unique in a monitor, without a slash. Default `cobo`. */
  readonly name?: string | undefined;
}

const peopleFeeds = ({ principals }: Cobo): readonly FeedDraft[] => [
  snapshot(principals.list({}, COLLECTING), {
    id: 'principals',
    every: SLOW_CADENCE,
    gives: ['principal'],
    precedence: 2,
    reads: 'cobo.principals',
    needs: 'the service key',
    records: principalOf,
  }),
  snapshot(principals.agents.list({}, COLLECTING), {
    id: 'principals.agents',
    every: SLOW_CADENCE,
    gives: ['principal'],
    precedence: 1,
    reads: 'cobo.principals.agents',
    records: principalOf,
  }),
];

const keyFeeds = ({ apiKeys, pacts }: Cobo): readonly FeedDraft[] => [
  snapshot(apiKeys.list({}, COLLECTING), {
    id: 'apiKeys',
    every: KEYS_CADENCE,
    gives: ['credential'],
    reads: 'cobo.apiKeys',
    records: credentialOfApiKey,
  }),
  snapshot(pacts.list({ include_default: true }, COLLECTING), {
    id: 'pacts',
    every: SLOW_CADENCE,
    gives: ['project', 'principal'],
    reads: 'cobo.pacts',
    records: recordsOfPact,
  }),
];

const logFeed = ({ auditLogs }: Cobo): FeedDraft =>
  events(
    ({ from, to }) => auditLogs.list({ start_time: from, end_time: to }, { ...COLLECTING, pageSize: 200 }),
    {
      id: 'auditLogs',
      every: FIGURES_CADENCE,
      gives: ['usage'],
      spanMs: 5 * MINUTE_MS,
      firstSpanMs: DAY_MS,
      reads: 'cobo.auditLogs',
      records: (log, reading) => useOfAuditLog(log, reading) ?? [],
    },
  );

/**
 * Returns an account at Cobo Agentic Wallet as a source of a monitor: keys, the principals whose they are, the pacts that they are
 * confined to, and from the audit log who was active. Nothing of it costs money, and nothing is sent.
 *
 * Feeds: `principals`, `principals.agents`, `apiKeys`, `pacts`, `auditLogs`. All principals are listed with the service key only:
 * without one, leave `principals` out.
 *
 * @param client made by {@link cobo}
 * @param options `name` (default `cobo`), `every`, `only` and `except`
 * @throws RangeError where the name is empty or has a slash, or an option names no feed
 *
 * @example
 * ```ts no-run
 * const monitor = createMonitor([coboSource(cobo({ apiKey }), { except: ['principals'] })]);
 * monitor.credentials().subscribe((table) => console.log(table.rows));
 * ```
 */
export const coboSource = (client: Cobo, { name = 'cobo', ...options }: CoboSourceOptions = {}): Source => {
  const feeds = [...peopleFeeds(client), ...keyFeeds(client), logFeed(client)];
  return defineSource({
    ...options,
    ...clientHooks(client.events$, feeds),
    requestWindows: () => requestWindowsOf(client.client),
    name,
    provider: 'cobo',
    feeds,
    budget: client.client,
  });
};
