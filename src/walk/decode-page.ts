import { reportOf } from '../../operators/internal/decodeReport.js';
import { INVALID, readerOf, inPlaceReaderOf, type Reader } from '../codec/index.js';
import { DecodeError, type ErrorContext } from '../http/errors.js';
import type { ItemsPlace, PageReply, PagingFault } from '../paging/index.js';
import { keysAt } from '../paging/place.js';
import type { Endpoint } from '../endpoint/endpoint.js';
import { thrownBy } from '../endpoint/own-function.js';
import { judgeRows } from './judge-rows.js';
import { Misfits } from './misfits.js';
import type { ParamSpecs } from '../endpoint/params/index.js';
import { isRecord } from '../../operators/internal/isObject.js';

/** A page whose envelope and items were looked at, before anything is decided about the items that do not fit. */
export interface DecodedPage<A, E> {
  readonly envelope: E;
  /** The envelope as it came. */
  readonly rawEnvelope: unknown;
  readonly items: readonly A[];
  /** What identifies each of these items, as it came; empty where nothing does. */
  readonly keys: readonly string[];
  readonly invalid: readonly DecodeError[];
  /** Items and rows that did not decode, those without a report of their own included. */
  readonly leftOut: number;
  /** Identity of the items as they came, those that did not decode among them; null for an empty page, undefined where they have none. */
  readonly identity: string | null | undefined;
  /** Why the endpoint's key threw first, where it did: such an item is taken for one without identity. */
  readonly keyFault: PagingFault | undefined;
}

/** The body without what is at a path: a copy along the path, the rest shared. */
const without = (body: unknown, path: readonly string[] | undefined): unknown => {
  // What a function has read is not known, and stays.
  if (path === undefined) return isRecord(body) ? body : {};
  const [key, ...rest] = path;
  if (key === undefined || !isRecord(body)) return {};
  const { [key]: inner, ...others } = body;
  return rest.length === 0 || !isRecord(inner) ? others : { ...others, [key]: without(inner, rest) };
};

/** A codec that throws refuses what it threw at; the report says that it did. */
const safely =
  <A>(read: Reader<A>): Reader<A> =>
  (input) => {
    try {
      return read(input);
    } catch {
      return INVALID;
    }
  };

const decodeEnvelope = <S extends ParamSpecs, A, O, E>(
  { envelope }: Endpoint<S, A, O, E>,
  raw: unknown,
  isBodiless: boolean,
  context: ErrorContext,
): E => {
  const value = safely(readerOf(envelope))(raw) as E | typeof INVALID;
  if (value !== INVALID) return value;
  // A reply without a body has no envelope that could be wrong.
  if (isBodiless) return raw as E;
  const report = reportOf(envelope, raw, 0, { what: 'the envelope' });
  throw new DecodeError({
    code: 'decode-envelope',
    message: report.message,
    advice: 'Report it with the path above: the vendor may have changed the reply.',
    context,
    part: 'envelope',
    issues: report.issues,
    cause: report,
  });
};

/** Returns whether a key says nothing: all its parts are missing. */
export const isNoKey = (key: string): boolean => key === '' || key.replaceAll('\u0000', '') === '';

/** Items without identity are all alike, and say nothing about their page. */
const identityOf = (keys: readonly string[]): string | null | undefined => {
  if (keys.length === 0) return null;
  return keys.every(isNoKey) ? undefined : keys.join('\u0001');
};

/** A reply to be decoded. */
export interface RawPage {
  readonly reply: PageReply;
  /** Where the items are in the body. */
  readonly path: ItemsPlace;
  /** Keys of items that were given before, and are left out. */
  readonly givenBefore?: readonly string[] | undefined;
  /**
   * Given where nobody else looks at the items: they are decoded in place, which makes half the garbage, and read again
   * for the report of one that does not fit. Default: they are decoded into copies.
   */
  readonly rereadItems?: (() => readonly unknown[]) | undefined;
  /** Whether one item or row that does not fit is enough: what is behind it is not looked at. Default false. */
  readonly stopAtFirst?: boolean | undefined;
}

/** The place of a row among its siblings: the codec saw it alone, and so as the first one. */
const rowPlace = (path: string, rows: string, rowIndex: number): string => {
  const first = `${rows}[0]`;
  return path.startsWith(first) ? `${rows}[${rowIndex}]${path.slice(first.length)}` : path;
};

/** Judges what does not fit: the whole item, or those of its rows that do not, where rows mean something alone. */
const judgeItem = <S extends ParamSpecs, A, O, E>(
  { item: codec, rows }: Endpoint<S, A, O, E>,
  misfits: Misfits,
): ((item: unknown, itemIndex: number) => A | typeof INVALID) => {
  // What is judged row by row is read several times, and must stay as it came.
  const read = safely(readerOf(codec)) as Reader<A>;
  return (item, itemIndex) => {
    const judged = rows === undefined ? undefined : judgeRows(read, item, rows);
    if (judged === undefined) {
      misfits.add(() => item, { itemIndex });
      return INVALID;
    }
    for (const rowIndex of judged.refused) {
      const place = (path: string): string => rowPlace(path, rows ?? '', rowIndex);
      misfits.add(() => judged.around(rowIndex), { itemIndex, rowIndex, place });
    }
    return judged.item;
  };
};

/** Decodes each item on its own. */
const decodeItems = <S extends ParamSpecs, A, O, E>(
  endpoint: Endpoint<S, A, O, E>,
  { reply, givenBefore = [], rereadItems, stopAtFirst = false }: RawPage,
  context: ErrorContext,
  { envelope, rawEnvelope }: Pick<DecodedPage<A, E>, 'envelope' | 'rawEnvelope'>,
): DecodedPage<A, E> => {
  const items: A[] = [];
  const keys: string[] = [];
  const allKeys: string[] = [];
  const misfits = new Misfits(endpoint.item, context);
  const readerFor = rereadItems === undefined ? readerOf : inPlaceReaderOf;
  const read = safely(readerFor(endpoint.item)) as Reader<A>;
  const judge = judgeItem(endpoint, misfits);
  let keyFault: PagingFault | undefined;
  let untouched: readonly unknown[] | undefined;
  for (let index = 0; index < reply.items.length; index += 1) {
    const item = reply.items[index];
    let key = '';
    try {
      // Of the item as it came: what it is made of may be among what decoding changes.
      key = endpoint.key(item);
    } catch (thrown) {
      keyFault ??= thrownBy('a function of the key', thrown);
    }
    allKeys.push(key);
    if (givenBefore.includes(key)) continue;
    let value = read(item);
    if (value === INVALID) {
      untouched ??= rereadItems?.() ?? reply.items;
      value = judge(untouched[index], index);
    }
    if (value !== INVALID) {
      items.push(value);
      keys.push(key);
    }
    if (stopAtFirst && misfits.count > 0) break;
  }
  const { count: leftOut } = misfits;
  const invalid = misfits.errors();
  const identity = identityOf(allKeys);
  return { envelope, rawEnvelope, items, keys, invalid, leftOut, identity, keyFault };
};

/** Decodes a reply: the envelope must fit, each item is decoded on its own. */
export const decodePage = <S extends ParamSpecs, A, O, E>(
  endpoint: Endpoint<S, A, O, E>,
  page: RawPage,
  context: ErrorContext,
): DecodedPage<A, E> => {
  const { reply, path } = page;
  const itemsKeys = typeof path === 'function' ? undefined : keysAt(reply.body, path);
  const rawEnvelope = without(reply.body, itemsKeys);
  const envelope = decodeEnvelope(endpoint, rawEnvelope, reply.body === undefined, context);
  return decodeItems(endpoint, page, context, { envelope, rawEnvelope });
};
