import type { AnyEndpoint, Client, Endpoint, Listing, ListOptions, PageLimits } from '../../walk/index.js';
import { nameOf } from '../../paging/config.js';
import { leavesOf } from '../../walk/bind-tree.js';
import type { ProviderName } from '../../providers/names.js';
import { UsageError } from '../exit.js';
import type { OnPartError } from '../parts.js';
import type { Clients } from '../session.js';
import { itemFields } from './item-fields.js';

/** How a list is walked, and who learns of a part of it that fails, where it is made of parts. */
export interface EntryOptions extends ListOptions {
  readonly onPartError?: OnPartError | undefined;
}

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
  /** Whether it takes a page size at all. */
  readonly takesSize: boolean;
  /** How a program calls it, behind the client: `projects.apiKeys.list`. */
  readonly call: string;
  /** The known fields of an item, an optional one with a question mark. */
  readonly fields: readonly string[];
  /** Returns the list, unsent. */
  list(clients: Clients, params: Params, options: EntryOptions): Listing<unknown, unknown>;
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
  return `${nameOf(param)} ${max === undefined ? `from ${String(min)}` : `${String(min)}..${String(max)}`}`;
};

const allSizes = ({ params, limitsOf }: Endpoint): string => {
  const widths = params['bucket_width']?.choices ?? [];
  if (widths.length < 2) return sizeWords(limitsOf({}));
  return widths.map((width) => `${sizeWords(limitsOf({ bucket_width: width }))} (${width})`).join(', ');
};

const clientOf = (clients: Clients, provider: ProviderName): Client => {
  const found = clients[provider];
  if (found === undefined) throw new UsageError(`no credential of ${provider} is set`);
  return found.client;
};

const entryOf = (provider: ProviderName, call: string, endpoint: Endpoint): CatalogEntry => {
  const { id, method, path, forms, params, headers, credential, doc, docs } = endpoint;
  return {
    ...{ id, provider, method, path, forms, params, headers, credential, doc, docs },
    kind: kindOf(endpoint),
    family: pagingWords(endpoint),
    sizes: allSizes(endpoint),
    takesSize: endpoint.limitsOf({}) !== undefined,
    call,
    fields: itemFields(endpoint.item),
    list: (clients, values, { onPartError: _whole, ...options }) =>
      clientOf(clients, provider).list(endpoint, values, options),
    encode: (item) => endpoint.item.encode(item),
  };
};

/** Returns the id that a name means: the name itself, without `.list` or `.get` at its end. */
export const entryId = (name: string): string => name.replace(/\.(list|get)$/, '');

/** The order of lists within a provider. */
export const byId = (a: CatalogEntry, b: CatalogEntry): number => (a.id < b.id ? -1 : 1);

/**
 * Returns the lists of a provider, by id.
 *
 * @param tree its lists by the names of its client's methods; those that are composed of others are left to their own entry
 */
export const entriesOf = (provider: ProviderName, tree: object): readonly CatalogEntry[] =>
  leavesOf(tree)
    .flatMap(({ path, list }) =>
      typeof list === 'function' ? [] : [entryOf(provider, path.join('.'), list)],
    )
    .sort(byId);
