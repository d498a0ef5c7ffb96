import * as t from 'io-ts';
import { asyncScheduler } from 'rxjs';
import type { Secret } from '../http/secret.js';
import type { Paging, Path } from '../paging/index.js';
import { jsonText } from '../paging/json-text.js';
import { readerAt } from '../paging/place.js';
import { checkDraft, type EndpointForm } from './check-draft.js';
import type { KeepAmounts } from './exact-amounts.js';
import type { PageLimits } from './page-size.js';
import type { ParamSpecs, ParamsOf } from './params/index.js';

/** What paging may depend on beside the parameters. */
export interface PagingEnv {
  /** The client's clock: the end of a range that the caller left open. */
  readonly now: Date;
}

/** What identifies an item, or a part of it: where it is in the item, or a function of the item. */
export type KeyPlace = Path | ((item: unknown) => unknown);

/** What {@link defineEndpoint} takes; see {@link Endpoint} for the parts. */
export interface EndpointDraft<S extends ParamSpecs, A, O, E> {
  /** Provider and resource path, for example `openai.projects.apiKeys`. */
  readonly id: string;
  /** Path below the base URL, with `{name}` for path parameters. */
  readonly path: string;
  /** How the next page is found; a function where that depends on the parameters. */
  readonly paging: Paging | ((params: ParamsOf<S>, env: PagingEnv) => Paging);
  /** Codec of one item. */
  readonly item: t.Type<A, O>;
  /** Where the identity of an item is: one place, or several together. */
  readonly key: readonly KeyPlace[];
  /** Path within an item to rows that are judged one by one, see {@link Endpoint.rows}. Default: an item is judged as a whole. */
  readonly rows?: string;
  /** Where amounts of money are, see {@link exactAmounts}. Default: a number is JavaScript's. */
  readonly amounts?: KeepAmounts;
  /** Default `GET`. */
  readonly method?: 'GET' | 'POST';
  /** Other forms of the same list, see {@link Endpoint.forms}. Default: none. */
  readonly forms?: Readonly<Record<string, EndpointForm>>;
  /** Parameters by their wire names. Default: none. */
  readonly params?: S;
  /** What is sent for parameters that the caller leaves out. Default: nothing. */
  readonly defaults?: Partial<ParamsOf<NoInfer<S>>>;
  /** Codec of the reply without the items. Default: any object. */
  readonly envelope?: t.Type<E, unknown>;
  /** Page sizes. Default: the list takes none. */
  readonly limits?: PageLimits | ((params: ParamsOf<S>) => PageLimits);
  /** What a request counts for in the limiter, an integer. Default 1. */
  readonly cost?: number | ((params: ParamsOf<S>) => number);
  /** Statuses that mean that a page was too large, see {@link Endpoint.shrinkOn}. Default: none. */
  readonly shrinkOn?: readonly number[];
  /** Headers that this list wants beside the provider's. Default: none. */
  readonly headers?: Readonly<Record<string, string | Secret<string>>>;
  /** Name of the credential that it takes, where the provider has several. Default: the provider's own. */
  readonly credential?: string;
  /** What it lists, in one sentence. Default: empty. */
  readonly doc?: string;
  /** The vendor's page about it. Default: none. */
  readonly docs?: string;
}

/**
 * One list endpoint, as a value: everything that differs from one list to the next, and nothing that does anything.
 */
export interface Endpoint<S extends ParamSpecs = ParamSpecs, A = unknown, O = unknown, E = unknown> {
  /** Provider and resource path, for example `openai.projects.apiKeys`. */
  readonly id: string;
  /** The part of the id before the first dot. */
  readonly provider: string;
  /** The method, unless a form says otherwise. */
  readonly method: 'GET' | 'POST';
  /** Path below the base URL, with `{name}` for path parameters. */
  readonly path: string;
  /**
   * Other forms of the same list, by the values of the parameter `form`; any other value, and none, is the endpoint's own
   * method and path.
   */
  readonly forms: Readonly<Record<string, EndpointForm>>;
  /** Parameters by their wire names. */
  readonly params: S;
  /** What is sent for parameters that the caller leaves out, where the vendor's own default is a trap. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** Returns how the next page is found, for these parameters. */
  readonly pagingOf: (params: ParamsOf<S>, env?: PagingEnv) => Paging;
  /** Codec of the reply without the items. */
  readonly envelope: t.Type<E, unknown>;
  /** Codec of one item; its `encode` gives the wire form back. */
  readonly item: t.Type<A, O>;
  /** Identity of an item: the values at these places, together. */
  readonly key: (item: unknown) => string;
  /**
   * Dotted path to a list or a record within an item whose elements mean something alone, such as the rows of a bucket of
   * time: one that does not decode is left out, and the item around it stays. Empty for the item itself; undefined where an
   * item is judged as a whole.
   */
  readonly rows: string | undefined;
  /** Where amounts of money are that must keep all their digits: {@link exactAmounts}. Default: a number is JavaScript's. */
  readonly amounts: KeepAmounts | undefined;
  /** Page sizes, where the endpoint takes one. */
  readonly limitsOf: (params: ParamsOf<S>) => PageLimits | undefined;
  /** What a request counts for in the limiter, an integer. Default 1. */
  readonly costOf: (params: ParamsOf<S>) => number;
  /**
   * Statuses that mean that a page was too large for the server, such as 413, 502 or 504: it is asked for again at the same position
   * with half the size, down to the smallest. Only where the family allows it. Default: none.
   */
  readonly shrinkOn: readonly number[];
  /** Headers that this endpoint wants beside the provider's. */
  readonly headers: Readonly<Record<string, string | Secret<string>>>;
  /** Name of the credential that it takes, where the provider has several. */
  readonly credential: string | undefined;
  /** What it lists, in one sentence. */
  readonly doc: string;
  /** The vendor's page about it. */
  readonly docs: string | undefined;
}

/** An endpoint whatever its types: enough to name and to describe it. */
export type AnyEndpoint = Pick<
  Endpoint,
  'id' | 'provider' | 'method' | 'path' | 'forms' | 'params' | 'headers' | 'credential' | 'doc' | 'docs'
>;

/** The item type of an endpoint. */
export type ItemOf<X> = X extends { readonly item: t.Type<infer A, unknown> } ? A : never;

const envelopeOfAny = t.UnknownRecord;

/** Keys are compared by their text: a server that sends an id as a number on one page and as text on the next means one row. */
const keyPart = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  return value instanceof Date ? value.toISOString() : (jsonText(value) ?? '');
};

/** Identity of an item: the values at these paths, together. */
const keyOf = (places: readonly KeyPlace[]): ((item: unknown) => string) => {
  const readers = places.map((place) => (typeof place === 'function' ? place : readerAt(place)));
  const [first, second] = readers;
  // Nearly all are one value, and are asked for once for each item.
  if (first !== undefined && second === undefined) return (item) => keyPart(first(item));
  return (item) => readers.map((read) => keyPart(read(item))).join('\u0000');
};

const alwaysOrBy = <P extends readonly unknown[], V>(value: V | ((...args: P) => V)): ((...args: P) => V) =>
  typeof value === 'function' ? (value as (...args: P) => V) : () => value;

/**
 * Returns an endpoint of one of the built-in providers. It differs from {@link defineEndpoint} in what checks it: the tests
 * (`test/providers/drafts.spec.ts`), and not each program that holds it.
 *
 * @internal
 */
export const vendorEndpoint = <
  A,
  O = A,
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an endpoint without parameters takes none
  S extends ParamSpecs = {},
  E = Readonly<Record<string, unknown>>,
>(
  draft: EndpointDraft<S, A, O, E>,
): Endpoint<S, A, O, E> => {
  const { id, path, item, key, method = 'GET', params, envelope, limits, headers = {}, forms = {} } = draft;
  const specs = params ?? ({} as S);
  const pagingOf = alwaysOrBy<[ParamsOf<S>, PagingEnv], Paging>(draft.paging);
  return {
    id,
    provider: id.split('.', 1)[0] ?? id,
    method,
    path,
    forms,
    params: specs,
    defaults: draft.defaults ?? {},
    pagingOf: (values, env = { now: new Date(asyncScheduler.now()) }) => pagingOf(values, env),
    envelope: envelope ?? (envelopeOfAny as unknown as t.Type<E, unknown>),
    item,
    key: keyOf(key),
    rows: draft.rows,
    amounts: draft.amounts,
    limitsOf: alwaysOrBy<[ParamsOf<S>], PageLimits | undefined>(limits),
    costOf: alwaysOrBy<[ParamsOf<S>], number>(draft.cost ?? 1),
    shrinkOn: draft.shrinkOn ?? [],
    headers,
    credential: draft.credential,
    doc: draft.doc ?? '',
    docs: draft.docs,
  };
};

/**
 * Returns an endpoint: a value that {@link createClient}'s `list` walks. Adding a list is adding one such value.
 *
 * @param draft id, path, paging, codec of the item and key are needed; parameters, page sizes, codec of the envelope, cost of a
 * request, headers and the name of a credential where the list has them.
 * @throws ConfigError for a part that is missing, wrong or not known, and where the parts do not fit together.
 *
 * @example
 * const widgets = defineEndpoint({
 *   id: 'acme.widgets',
 *   path: '/widgets',
 *   params: { color: text('Only widgets of this color.') },
 *   paging: lastId(),
 *   item: t.type({ id: t.string }),
 *   key: ['id'],
 * });
 * acme.list(widgets, { color: 'red' }).subscribe(({ id }) => console.log(id));
 * // w1
 * // w2
 */
export const defineEndpoint = <
  A,
  O = A,
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- an endpoint without parameters takes none
  S extends ParamSpecs = {},
  E = Readonly<Record<string, unknown>>,
>(
  draft: EndpointDraft<S, A, O, E>,
): Endpoint<S, A, O, E> => {
  checkDraft(draft);
  return vendorEndpoint(draft);
};
