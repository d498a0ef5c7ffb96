import type { Endpoint, Listing, ListOptions, ParamSpecs } from '../../endpoint/index.js';
import * as cobo from '../../providers/cobo/index.js';
import * as keygen from '../../providers/keygen/index.js';
import * as keywordsai from '../../providers/keywordsai/index.js';
import * as openai from '../../providers/openai/index.js';
import type { CostRecord, Credential, Principal, Reading } from '../../records/index.js';
import type { ProviderName } from '../accounts.js';
import type { Clients, Session } from '../session.js';

/** What a list tells of. */
export type Figure = 'users' | 'keys' | 'spend';

/** The records that the figures are made of. */
export type WatchRecord = Principal | Credential | CostRecord;

/** A list that is watched. */
export interface WatchList {
  /** Name of its own: provider, and what it is. */
  readonly source: string;
  readonly provider: ProviderName;
  /** Id of the endpoint. */
  readonly endpoint: string;
  /** The credential that the endpoint asks for. */
  readonly credential: string | undefined;
  /** The figures that it adds to; a list without any is printed once and not watched. */
  readonly reports: readonly Figure[];
  /** Milliseconds between two readings. */
  readonly everyMs: number;
  open(options: ListOptions): Listing<unknown, unknown>;
  encode(item: unknown): unknown;
  records(item: unknown, reading: Reading): readonly WatchRecord[];
}

interface Draft<A> {
  readonly source: string;
  readonly endpoint: Pick<Endpoint<ParamSpecs, A>, 'id' | 'credential'> & {
    readonly item: { encode(item: A): unknown };
  };
  readonly reports?: readonly Figure[];
  readonly everyMs?: number;
  readonly open: (options: ListOptions) => Listing<A, unknown>;
  readonly records?: (item: A, reading: Reading) => readonly WatchRecord[];
}

const MINUTE = 60_000;
const DAY = 86_400_000;

// Items of one list go back to that list's own functions only, so their type may be forgotten in between.
const listOf = <A>({
  source,
  endpoint,
  reports = [],
  everyMs = 5 * MINUTE,
  open,
  records,
}: Draft<A>): WatchList => ({
  source,
  provider: source.slice(0, source.indexOf('/')) as ProviderName,
  endpoint: endpoint.id,
  credential: endpoint.credential,
  reports,
  everyMs,
  open,
  encode: (item) => endpoint.item.encode(item as A),
  records: (item, reading) => records?.(item as A, reading) ?? [],
});

const monthOf = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));

const openAiLists = (org: openai.OpenAi, now: () => Date): readonly WatchList[] => {
  const { endpoints, records } = openai;
  return [
    listOf<openai.Project>({
      source: 'openai/projects',
      endpoint: endpoints.projects,
      open: (options) => org.projects.list({ include_archived: true }, options),
    }),
    listOf<openai.User>({
      source: 'openai/users',
      endpoint: endpoints.users,
      reports: ['users'],
      everyMs: 15 * MINUTE,
      open: (options) => org.users.list({}, options),
      records: (item, reading) => [records.principalOfUser(item, reading)],
    }),
    listOf<openai.AdminApiKey>({
      source: 'openai/admin keys',
      endpoint: endpoints.adminApiKeys,
      reports: ['keys'],
      open: (options) => org.adminApiKeys.list({}, options),
      records: (item, reading) => [records.credentialOfAdminKey(item, reading)],
    }),
    listOf<openai.OwnedProjectApiKey>({
      source: 'openai/project keys',
      endpoint: endpoints.projectApiKeys,
      reports: ['keys'],
      open: ({ signal }) => org.projects.apiKeys.listAll({}, { signal }),
      records: (item, reading) => [records.credentialOfProjectKey(item, reading)],
    }),
    listOf<openai.CostsBucket>({
      source: 'openai/costs',
      endpoint: endpoints.costs,
      reports: ['spend'],
      everyMs: 15 * MINUTE,
      open: (options) => org.costs.list({ start_time: monthOf(now()) }, options),
      records: (item, reading) => records.costsOfBucket(item, reading),
    }),
    listOf<openai.UsageCompletionsBucket>({
      source: 'openai/usage',
      endpoint: endpoints.usageCompletions,
      open: (options) =>
        org.usage.completions.list(
          { start_time: new Date(now().getTime() - 7 * DAY), bucket_width: '1d' },
          options,
        ),
    }),
  ];
};

const keywordsAiLists = (client: keywordsai.KeywordsAi): readonly WatchList[] =>
  (['prod', 'test'] as const).map((environment) =>
    listOf<keywordsai.Customer>({
      source: `keywordsai/${environment} customers`,
      endpoint: keywordsai.endpoints.users,
      reports: ['users', 'spend'],
      everyMs: MINUTE,
      // Under the vendor's own order, rows move from page to page while customers are active.
      open: (options) => client.users.list({ environment, sort_by: 'customer_identifier' }, options),
      records: (item, reading) => [
        keywordsai.records.principalOfCustomer(item, reading),
        keywordsai.records.costOfCustomer(item, reading),
      ],
    }),
  );

const ROLES = ['user', 'admin', 'developer', 'sales-agent', 'support-agent', 'read-only'] as const;

const keygenLists = (client: keygen.Keygen): readonly WatchList[] => {
  const { endpoints, records } = keygen;
  return [
    listOf<keygen.User>({
      source: 'keygen/users',
      endpoint: endpoints.users,
      reports: ['users'],
      everyMs: 15 * MINUTE,
      open: (options) => client.users.list({ roles: ROLES }, options),
      records: (item, reading) => [records.principalOfUser(item, reading)],
    }),
    listOf<keygen.License>({
      source: 'keygen/licenses',
      endpoint: endpoints.licenses,
      reports: ['keys'],
      open: (options) => client.licenses.list({}, options),
      records: (item, reading) => [records.credentialOfLicense(item, reading)],
    }),
    listOf<keygen.Machine>({
      source: 'keygen/machines',
      endpoint: endpoints.machines,
      open: (options) => client.machines.list({}, options),
    }),
    listOf<keygen.Token>({
      source: 'keygen/tokens',
      endpoint: endpoints.tokens,
      reports: ['keys'],
      open: (options) => client.tokens.list({}, options),
      records: (item, reading) => [records.credentialOfToken(item, reading)],
    }),
  ];
};

const coboLists = (client: cobo.Cobo): readonly WatchList[] => {
  const { endpoints, records } = cobo;
  return [
    listOf<cobo.ApiKey>({
      source: 'cobo/keys',
      endpoint: endpoints.apiKeys,
      reports: ['keys'],
      open: (options) => client.apiKeys.list({}, options),
      records: (item, reading) => [records.credentialOfApiKey(item, reading)],
    }),
    listOf<cobo.Principal>({
      source: 'cobo/principals',
      endpoint: endpoints.principals,
      reports: ['users'],
      everyMs: 15 * MINUTE,
      open: (options) => client.principals.list({}, options),
      records: (item, reading) => [records.principalOf(item, reading)],
    }),
  ];
};

/** Returns the lists of all providers that there is an account for. */
export const watchLists = ({ clients, now }: Pick<Session, 'clients' | 'now'>): readonly WatchList[] => {
  const { openai: org, keywordsai: ai, keygen: gen, cobo: wallet }: Clients = clients;
  return [
    ...(org === undefined ? [] : openAiLists(org, now)),
    ...(ai === undefined ? [] : keywordsAiLists(ai)),
    ...(gen === undefined ? [] : keygenLists(gen)),
    ...(wallet === undefined ? [] : coboLists(wallet)),
  ];
};
