import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { asyncScheduler } from 'rxjs';
import { ConfigError } from '../http/errors.js';
import type { Paging } from '../paging/index.js';
import { readerAt } from '../paging/place.js';
import type { ParamSpecs, ParamsOf } from './params/index.js';

/** The page sizes that an endpoint takes. */
export interface PageLimits {
  /** Wire name of the page size. */
  readonly param: string;
  /** Other wire names that mean the same; what they say is sent under `param`. */
  readonly aliases?: readonly string[];
  /** Smallest size. Default 1. */
  readonly min?: number;
  /** Largest documented size; absent where the vendor documents none: then only a size that the caller gives is sent. */
  readonly max?: number;
}

/** Another way in which a vendor offers the same list: another method, another path, or both. */
export interface EndpointForm {
  /** Default: the endpoint's own. */
  readonly method?: 'GET' | 'POST';
  /** Default: the endpoint's own. */
  readonly path?: string;
}

/** What paging may depend on beside the parameters. */
export interface PagingEnv {
  /** The client's clock: the end of a range that the caller left open. */
  readonly now: Date;
}

/** What {@link defineEndpoint} takes; see {@link Endpoint} for the parts. */
export interface EndpointDraft<S extends ParamSpecs, A, O, E> {
  readonly id: string;
  readonly path: string;
  readonly paging: Paging | ((params: ParamsOf<S>, env: PagingEnv) => Paging);
  readonly item: t.Type<A, O>;
  readonly key: readonly string[];
  readonly rows?: string;
  readonly method?: 'GET' | 'POST';
  readonly forms?: Readonly<Record<string, EndpointForm>>;
  readonly params?: S;
  readonly defaults?: Partial<ParamsOf<NoInfer<S>>>;
  readonly envelope?: t.Type<E, unknown>;
  readonly limits?: PageLimits | ((params: ParamsOf<S>) => PageLimits);
  readonly headers?: Readonly<Record<string, string>>;
  readonly credential?: string;
  readonly doc?: string;
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
  readonly method: 'GET' | 'POST';
  /** Path below the base URL, with `{name}` for path parameters. */
  readonly path: string;
  /**
   * Other forms of the same list, by the values of the parameter `form`; any other value, and none, is the endpoint's own
   * method and path.
   */
  readonly forms: Readonly<Record<string, EndpointForm>>;
  readonly params: S;
  /** What is sent for parameters that the caller leaves out, where the vendor's own default is a trap. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly pagingOf: (params: ParamsOf<S>, env?: PagingEnv) => Paging;
  /** Codec of the reply without the items. */
  readonly envelope: t.Type<E, unknown>;
  /** Codec of one item; its `encode` gives the wire form back. */
  readonly item: t.Type<A, O>;
  /** Identity of an item: the values at these dotted paths, together. */
  readonly key: (item: unknown) => string;
  /**
   * Dotted path to a list or a record within an item whose elements mean something alone, such as the rows of a bucket of
   * time: one that does not decode is left out, and the item around it stays. Empty for the item itself; undefined where an
   * item is judged as a whole.
   */
  readonly rows: string | undefined;
  /** Page sizes, where the endpoint takes one. */
  readonly limitsOf: (params: ParamsOf<S>) => PageLimits | undefined;
  /** Headers that this endpoint wants beside the provider's. */
  readonly headers: Readonly<Record<string, string>>;
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

// An id beyond 2^53 arrives as a bigint, which JSON cannot write.
const written = (_name: string, value: unknown): unknown =>
  typeof value === 'bigint' ? String(value) : value;

/** Keys are compared by their text: a server that sends an id as a number on one page and as text on the next means one row. */
const keyPart = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (typeof value === 'bigint') return String(value);
  return value instanceof Date ? value.toISOString() : JSON.stringify(value, written);
};

/** Identity of an item: the values at these paths, together. */
const keyOf = (paths: readonly string[]): ((item: unknown) => string) => {
  const readers = paths.map(readerAt);
  const [first, second] = readers;
  // Nearly all are one value, and are asked for once for each item.
  if (first !== undefined && second === undefined) return (item) => keyPart(first(item));
  return (item) => readers.map((read) => keyPart(read(item))).join('\u0000');
};

const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);

const refuse = (id: string, message: string): never => {
  throw new ConfigError({
    message: `the definition of this endpoint is wrong: ${message}`,
    advice: 'Mend the call of defineEndpoint.',
    context: { endpoint: id },
  });
};

const checkForms = (id: string, params: ParamSpecs, forms: Readonly<Record<string, EndpointForm>>): void => {
  for (const name of Object.keys(forms)) {
    if (params['form'] === undefined || E.isLeft(params['form'].check(name)))
      refuse(id, `its form ${name} needs a parameter form, made with mode(), that takes it`);
  }
};

const checkPath = (id: string, path: string, params: ParamSpecs): void => {
  if (!path.startsWith('/')) refuse(id, 'its path must start with a slash');
  const inPath = namesIn(path);
  for (const name of inPath) {
    if (params[name]?.place !== 'path')
      refuse(id, `{${name}} in its path needs a parameter made with segment()`);
  }
  for (const [name, param] of Object.entries(params)) {
    if (param.place === 'path' && !inPath.includes(name)) refuse(id, `its path has no {${name}}`);
  }
};

const checkIdentity = (id: string, key: readonly string[]): void => {
  if (!/^[\w-]+(\.[\w-]+)+$/.test(id)) refuse(id, 'its id must be provider and resource, joined by dots');
  if (key.length === 0) refuse(id, 'it needs a key, the paths that identify an item');
};

const alwaysOrBy = <P extends readonly unknown[], V>(value: V | ((...args: P) => V)): ((...args: P) => V) =>
  typeof value === 'function' ? (value as (...args: P) => V) : () => value;

/**
 * Returns an endpoint: a value that {@link createClient}'s `list` walks. Adding a list is adding one such value.
 *
 * @param draft id, path, paging, codec of the item and key are needed; parameters, page sizes, codec of the envelope,
 * headers and the name of a credential where the list has them.
 * @throws ConfigError where id, path, parameters and key do not fit together.
 *
 * @example
 * const widgets = defineEndpoint({
 *   id: 'acme.widgets',
 *   path: '/shops/{shop}/widgets',
 *   params: { shop: segment('Id of the shop.'), color: text('Only widgets of this color.') },
 *   paging: lastId(),
 *   item: t.type({ id: t.string, color: t.string }),
 *   key: ['id'],
 * });
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
  const { id, path, item, key, method = 'GET', params, envelope, limits, headers = {}, forms = {} } = draft;
  const specs = params ?? ({} as S);
  checkIdentity(id, key);
  for (const each of [path, ...Object.values(forms).flatMap((form) => form.path ?? [])])
    checkPath(id, each, specs);
  checkForms(id, specs, forms);
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
    limitsOf: alwaysOrBy<[ParamsOf<S>], PageLimits | undefined>(limits),
    headers,
    credential: draft.credential,
    doc: draft.doc ?? '',
    docs: draft.docs,
  };
};
