import {
  flag,
  oneOf,
  type AnyEndpoint,
  type Client,
  type Endpoint,
  type Listing,
  type ListOptions,
  type PageLimits,
  type ParamSpecs,
} from '../endpoint/index.js';
import * as cobo from '../providers/cobo/index.js';
import * as keygen from '../providers/keygen/index.js';
import * as keywordsai from '../providers/keywordsai/index.js';
import * as openai from '../providers/openai/index.js';
import { PROVIDERS, type ProviderName } from './accounts.js';
import { UsageError } from './exit.js';
import { nearest } from './near.js';
import type { Clients } from './session.js';

/** Values of parameters by their wire names. */
export type Params = Readonly<Record<string, unknown>>;

/** A list that the command line offers. */
export interface CatalogEntry extends AnyEndpoint {
  readonly provider: ProviderName;
  /** Walked page by page, given whole in one reply, a single object, or made of other lists. */
  readonly kind: 'paginated' | 'complete' | 'read' | 'composed';
  /** How it pages, in words. */
  readonly family: string;
  /** Which page sizes it takes, in words. */
  readonly sizes: string;
  /** Returns the list, unsent. */
  list(clients: Clients, params: Params, options: ListOptions): Listing<unknown, unknown>;
  /** Returns the wire form of an item. */
  encode(item: unknown): unknown;
}

const kindOf = ({ pagingOf }: Endpoint): CatalogEntry['kind'] => {
  const { family } = pagingOf({});
  return family === 'read' ? 'read' : family === 'single' ? 'complete' : 'paginated';
};

const pagingWords = ({ params, pagingOf }: Endpoint): string => {
  const usual = pagingOf({}).family;
  const others = [
    { name: 'walk', value: 'numbered', words: 'walk=numbered' },
    { name: 'offset', value: 0, words: 'offset' },
  ].flatMap(({ name, value, words }) => {
    const { family } = name in params ? pagingOf({ [name]: value }) : { family: usual };
    return family === usual ? [] : [`${family} with ${words}`];
  });
  return [usual, ...others].join(', ');
};

const sizeWords = (limits: PageLimits | undefined): string => {
  if (limits === undefined) return 'none';
  const { param, min = 1, max } = limits;
  return `${param} ${max === undefined ? `from ${String(min)}` : `${String(min)}..${String(max)}`}`;
};

const allSizes = ({ params, limitsOf }: Endpoint): string => {
  const widths = params['bucket_width']?.type.split(' | ') ?? [];
  if (widths.length < 2) return sizeWords(limitsOf({}));
  return widths.map((width) => `${sizeWords(limitsOf({ bucket_width: width }))} (${width})`).join(', ');
};

const clientOf = (clients: Clients, provider: ProviderName): Client => {
  const found = clients[provider];
  if (found === undefined) throw new UsageError(`no credential of ${provider} is set`);
  return found.client;
};

const entryOf = (provider: ProviderName, endpoint: Endpoint): CatalogEntry => {
  const { id, method, path, forms, params, headers, credential, doc, docs } = endpoint;
  return {
    ...{ id, provider, method, path, forms, params, headers, credential, doc, docs },
    kind: kindOf(endpoint),
    family: pagingWords(endpoint),
    sizes: allSizes(endpoint),
    list: (clients, values, options) => clientOf(clients, provider).list(endpoint, values, options),
    encode: (item) => endpoint.item.encode(item),
  };
};

/** The keys of all projects: a list made of lists, and so no endpoint value. */
const listAll: CatalogEntry = {
  ...openai.endpoints.projectApiKeys,
  id: 'openai.projects.apiKeys.listAll',
  provider: 'openai',
  params: {
    include_archived: flag('Keys of archived projects too. Default: true.'),
    owner_project_access: oneOf(
      ['active', 'inactive', 'any'],
      'Keys of owners with access, without it, or all enabled keys. Default: any.',
    ),
  },
  kind: 'composed',
  family: 'lastId, for each project',
  sizes: 'limit 1..100',
  doc: 'The API keys of all projects, one project after another.',
  list: (clients, params, { resume, ...options }) => {
    if (resume !== undefined) {
      throw new UsageError(
        'openai.projects.apiKeys.listAll cannot be resumed: list the projects one by one.',
      );
    }
    if (clients.openai === undefined) throw new UsageError('no credential of openai is set');
    return clients.openai.projects.apiKeys.listAll(params, options);
  },
  encode: (item) => openai.endpoints.projectApiKeys.item.encode(item as openai.ProjectApiKey),
};

// Each endpoint has types of its own; the command line sees them all as one kind, and checks values where they enter.
const endpointsOf = (face: { readonly endpoints: object }): readonly Endpoint[] =>
  Object.values(face.endpoints) as Endpoint[];

const FACES = { openai, keywordsai, keygen, cobo };

/** All lists, provider by provider. */
export const CATALOG: readonly CatalogEntry[] = PROVIDERS.flatMap((provider) => {
  const entries = endpointsOf(FACES[provider]).map((endpoint) => entryOf(provider, endpoint));
  return provider === 'openai' ? [...entries, listAll] : entries;
}).sort((a, b) => PROVIDERS.indexOf(a.provider) - PROVIDERS.indexOf(b.provider) || (a.id < b.id ? -1 : 1));

/**
 * Returns the list of a name, with or without `.list` or `.get` at its end.
 *
 * @throws UsageError with the nearest names where there is none.
 */
export const entryFor = (name: string): CatalogEntry => {
  const id = name.replace(/\.(list|get)$/, '');
  const found = CATALOG.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    CATALOG.map((entry) => entry.id),
  );
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  throw new UsageError(`there is no endpoint ${name}.${hint} headwater endpoints shows all.`);
};

/**
 * Returns the parameters that texts of the form `name=value` mean; a repeated name makes a list.
 *
 * @throws UsageError for a text of another form and for a name that the list does not know.
 */
export const paramsFrom = (specs: ParamSpecs, pairs: readonly string[]): Params => {
  const texts = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--param takes name=value, got ${pair}`);
    const name = pair.slice(0, at);
    texts.set(name, [...(texts.get(name) ?? []), pair.slice(at + 1)]);
  }
  return Object.fromEntries(
    [...texts].map(([name, values]) => {
      const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
      if (spec === undefined) {
        const known = Object.keys(specs).join(', ') || 'none';
        throw new UsageError(`there is no parameter ${name}. Known parameters: ${known}.`);
      }
      const repeatable = /list of|by key|^range/.test(spec.type);
      if (values.length > 1 && !repeatable)
        throw new UsageError(`${name} takes one value, got ${String(values.length)}`);
      return [name, spec.parse(values)] as const;
    }),
  );
};
