import { either as E } from 'fp-ts';
import { isRecord } from '../../operators/internal/isObject.js';
import { CATALOG, type CatalogEntry } from '../../src/cli/catalog.js';
import type { Endpoint } from '../../src/walk/index.js';
import { HttpError } from '../../src/http/errors.js';
import { MASK } from '../../src/http/secret.js';
import { atPath } from '../../src/paging/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { endpointOf } from '../support/providers.js';
import { callsOf, type Params } from './arrange.js';
import { operationOf, type Operation } from './documents.js';
import { requestDepartures } from './request.js';
import { replyDepartures } from './schema.js';
import { recordedClients, walked, type Exchange, type Recorded, type Walked } from './walks.js';

/** One line of the conformance table: one form of one endpoint, walked on the sandbox. */
export interface Row {
  readonly id: string;
  readonly provider: string;
  readonly kind: CatalogEntry['kind'];
  readonly method: string;
  readonly path: string;
  /** What requests and replies were measured by. */
  readonly yardstick: string;
  readonly requests: number;
  readonly pages: number;
  readonly items: number;
  readonly end: string | undefined;
  /** Where requests and replies depart from the yardstick, and items from the law of round trip. */
  readonly departures: {
    readonly request: readonly string[];
    readonly reply: readonly string[];
    readonly law: readonly string[];
  };
}

/** The entries that are operations of a vendor. */
export const OPERATIONS: readonly CatalogEntry[] = CATALOG.filter(({ kind }) => kind !== 'composed');

const sameInstant = (a: unknown, b: unknown): boolean =>
  typeof a === 'string' && typeof b === 'string' && Math.abs(timeOf(a) - timeOf(b)) < 1;

const timeOf = (text: string): number => {
  const iso = text.replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
};

/** Where an encoded item is not what came: secrets come back masked, and timestamps in one spelling. */
export const lawDepartures = (encoded: unknown, raw: unknown, at = ''): readonly string[] => {
  if (Object.is(encoded, raw) || (encoded === MASK && typeof raw === 'string') || sameInstant(encoded, raw))
    return [];
  if (Array.isArray(encoded) && Array.isArray(raw) && encoded.length === raw.length) {
    return encoded.flatMap((each, index) => lawDepartures(each, raw[index], `${at}[${String(index)}]`));
  }
  if (!isRecord(encoded) || !isRecord(raw)) return [`${at}: ${String(encoded)} is not ${String(raw)}`];
  const keys = [...new Set([...Object.keys(encoded), ...Object.keys(raw)])];
  return keys.flatMap((key) => lawDepartures(encoded[key], raw[key], `${at}.${key}`));
};

const rawItems = (endpoint: Endpoint, params: Params, { body }: Exchange): readonly unknown[] => {
  const paging = endpoint.pagingOf(params);
  const place = paging.itemsOf?.(body) ?? paging.items;
  const items = typeof place === 'function' ? place(body) : atPath(body, place);
  return Array.isArray(items) ? (items as readonly unknown[]) : [items];
};

/** decode, encode, decode = decode; encode after decode = what came. */
export const roundTrip = (endpoint: Endpoint, raw: unknown): readonly string[] => {
  const once = endpoint.item.decode(raw);
  if (E.isLeft(once)) return ['it does not decode'];
  const encoded = endpoint.item.encode(once.right);
  const again = endpoint.item.decode(encoded);
  if (E.isLeft(again)) return ['what it encodes to does not decode'];
  return [...lawDepartures(encoded, raw), ...lawDepartures(endpoint.item.encode(again.right), encoded)];
};

const sizeFor = (endpoint: Endpoint, params: Params, wanted: number): { readonly pageSize?: number } => {
  const limits = endpoint.limitsOf(params);
  if (limits === undefined) return {};
  return { pageSize: Math.max(limits.min ?? 1, Math.min(wanted, limits.max ?? wanted)) };
};

/** Some parents have nothing of a kind, which a read answers with a 404. */
const orNothing = async (walk: Promise<Walked>): Promise<Walked | undefined> => {
  try {
    return await walk;
  } catch (error) {
    if (error instanceof HttpError && error.status === 404) return undefined;
    throw error;
  }
};

/** Pages of ten, as long as that makes pages of the list; smaller ones where it is short. */
const PAGE_SIZE = 10;

interface Best {
  readonly params: Params;
  readonly walk: Walked;
}

/** The call whose list has several pages, or else the most items. */
const bestWalk = async (
  recorded: Recorded,
  entry: CatalogEntry,
  endpoint: Endpoint,
  calls: readonly Params[],
): Promise<Best> => {
  const walkBy = (params: Params, size: number): Promise<Walked | undefined> =>
    orNothing(walked(recorded, entry, params, sizeFor(endpoint, params, size)));
  let best: Best | undefined;
  for (const params of calls) {
    const walk = await walkBy(params, PAGE_SIZE);
    if (walk === undefined) continue;
    if (best === undefined || walk.items.length > best.walk.items.length) best = { params, walk };
    if (best.walk.pages > 2) return best;
    if (best.walk.items.length > 1 && calls.indexOf(params) >= ENOUGH) break;
  }
  if (best === undefined) throw new Error(`${entry.id}: there is no call to try`);
  const { params, walk } = best;
  if (entry.kind !== 'paginated' || walk.items.length < 2) return best;
  return { params, walk: (await walkBy(params, Math.ceil(walk.items.length / 3))) ?? walk };
};

/** Parents that are looked through for a long list, once one with a few items is found. */
const ENOUGH = 6;

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)].slice(0, 10);

const rowOf = (
  entry: CatalogEntry,
  operation: Operation | undefined,
  endpoint: Endpoint,
  params: Params,
  walk: Walked,
): Row => {
  const { exchanges, pages, items, end } = walk;
  const { id, provider, kind } = entry;
  const [first] = exchanges;
  const measured = (
    measure: (operation: Operation, exchange: Exchange) => readonly string[],
  ): readonly string[] =>
    operation === undefined
      ? ['no document describes it']
      : unique(exchanges.flatMap((each) => measure(operation, each)));
  return {
    ...{ id, provider, kind, pages, end },
    method: first?.sent.method ?? entry.method,
    path: operation?.path ?? entry.path,
    yardstick: operation?.document.title ?? '',
    requests: exchanges.length,
    items: items.length,
    departures: {
      request: measured((described, { sent }) => requestDepartures(described, sent)),
      reply: measured((described, { status, body }) =>
        status === 200 ? replyDepartures(described, body) : [`status ${String(status)}`],
      ),
      law: unique(
        exchanges
          .flatMap((each) => rawItems(endpoint, params, each))
          .flatMap((raw) => roundTrip(endpoint, raw)),
      ),
    },
  };
};

const formsOf = (
  entry: CatalogEntry,
): readonly (readonly [form: string | undefined, method: string, path: string])[] => [
  [undefined, entry.method, entry.path],
  ...Object.entries(entry.forms).map(
    ([name, { method = entry.method, path = entry.path }]) => [name, method, path] as const,
  ),
];

/** Walks each form of a list on the sandbox, and measures what went over the wire. */
export const rowsOf = async (
  box: Sandbox,
  recorded: Recorded,
  entry: CatalogEntry,
): Promise<readonly Row[]> => {
  const endpoint = endpointOf(entry.id);
  const calls = await callsOf(box, recorded, entry);
  const rows: Row[] = [];
  for (const [form, method, path] of formsOf(entry)) {
    const formed = calls.map((params) => (form === undefined ? params : { ...params, form }));
    const { params, walk } = await bestWalk(recorded, entry, endpoint, formed);
    rows.push(rowOf(entry, operationOf(entry.provider, method, path), endpoint, params, walk));
  }
  return rows;
};

export { recordedClients };
