import { either as E } from 'fp-ts';
import type * as t from 'io-ts';
import { decodeReport } from '../../operators/internal/decodeReport.js';
import { INVALID, readerOf, inPlaceReaderOf, type Reader } from '../codec/index.js';
import { DecodeError, type ErrorContext } from '../http/errors.js';
import { atPath, type PageReply } from '../paging/index.js';
import type { Endpoint } from './endpoint.js';
import type { ParamSpecs } from './params/index.js';

/** A page whose envelope and items were looked at, before anything is decided about the items that do not fit. */
export interface DecodedPage<A, E> {
  readonly envelope: E;
  /** The envelope as it came. */
  readonly rawEnvelope: unknown;
  readonly items: readonly A[];
  readonly invalid: readonly DecodeError[];
  /** Identity of the items as they came; null for an empty page, undefined where they have none. */
  readonly identity: string | null | undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body without what stands at a path: a copy along the path, the rest shared. */
const without = (body: unknown, path: readonly string[]): unknown => {
  const [key, ...rest] = path;
  if (key === undefined || !isRecord(body)) return {};
  const { [key]: inner, ...others } = body;
  return rest.length === 0 || !isRecord(inner) ? others : { ...others, [key]: without(inner, rest) };
};

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

/** The raw items of a reply; a reply without an array where the items belong is no page of this endpoint. */
export const rawItems = (
  body: unknown,
  { items: path, one = false }: { readonly items: string; readonly one?: boolean | undefined },
  context: ErrorContext,
): readonly unknown[] => {
  const items = atPath(body, path);
  if (one && isRecord(items)) return [items];
  if (!one && Array.isArray(items)) return items;
  throw new DecodeError({
    message: `there is no ${one ? 'object' : 'list'} at ${path === '' ? 'the top of the body' : path}`,
    advice: 'Check the base URL: something else may have answered.',
    context,
    part: 'envelope',
    issues: [{ path, expected: one ? 'object' : 'array', actual: kindOf(items) }],
  });
};

const decodeEnvelope = <S extends ParamSpecs, A, O, E>(
  { envelope }: Endpoint<S, A, O, E>,
  raw: unknown,
  context: ErrorContext,
): E => {
  const value = readerOf(envelope)(raw) as E | typeof INVALID;
  if (value !== INVALID) return value;
  const decoded = envelope.decode(raw);
  const report = decodeReport(envelope.name, E.isLeft(decoded) ? decoded.left : [], 0, {});
  throw new DecodeError({
    message: report.message.replace('item 0', 'the envelope'),
    advice: 'The vendor may have changed the reply; report it with the path above.',
    context,
    part: 'envelope',
    issues: report.issues,
    cause: report,
  });
};

const misfit = (codec: t.Mixed, item: unknown, index: number, context: ErrorContext): DecodeError => {
  const decoded = codec.decode(item);
  const report = decodeReport(codec.name, E.isLeft(decoded) ? decoded.left : [], index, {});
  return new DecodeError({
    message: report.message,
    advice: 'The vendor may have changed the item; onInvalid: "skip" or "collect" goes on without it.',
    context,
    part: 'item',
    itemIndex: index,
    issues: report.issues,
    cause: report,
  });
};

/** Tells whether a key says nothing: none of its parts is there. */
export const isNoKey = (key: string): boolean => key === '' || key.replaceAll('\u0000', '') === '';

const identityOf = (keys: readonly string[]): string | null | undefined => {
  if (keys.length === 0) return null;
  // Items without identity are all alike, and say nothing about the page.
  return keys.every(isNoKey) ? undefined : keys.join('\u0001');
};

/** A reply to be decoded. */
export interface RawPage {
  readonly reply: PageReply;
  /** Where the items stand in the body. */
  readonly path: string;
  /** Keys of items that were given before, and are left out. */
  readonly givenBefore?: readonly string[] | undefined;
  /**
   * Given where nobody else looks at the items: they are decoded where they stand, which makes half the garbage, and read anew
   * for the report of one that does not fit. Default: they are decoded into copies.
   */
  readonly rereadItems?: (() => readonly unknown[]) | undefined;
}

/** Decodes a reply: the envelope must fit, each item is decoded on its own. */
export const decodePage = <S extends ParamSpecs, A, O, E>(
  endpoint: Endpoint<S, A, O, E>,
  { reply, path, givenBefore = [], rereadItems }: RawPage,
  context: ErrorContext,
): DecodedPage<A, E> => {
  const items: A[] = [];
  const invalid: DecodeError[] = [];
  const readerFor = rereadItems === undefined ? readerOf : inPlaceReaderOf;
  const read = readerFor(endpoint.item) as Reader<A>;
  const keys: string[] = [];
  let untouched: readonly unknown[] | undefined;
  for (let index = 0; index < reply.items.length; index += 1) {
    const item = reply.items[index];
    // Of the item as it came: what it is made of may be among what decoding changes.
    const key = endpoint.key(item);
    keys.push(key);
    if (givenBefore.includes(key)) continue;
    const value = read(item);
    if (value !== INVALID) items.push(value);
    else {
      untouched ??= rereadItems?.() ?? reply.items;
      invalid.push(misfit(endpoint.item, untouched[index], index, context));
    }
  }
  const rawEnvelope = without(reply.body, path === '' ? [] : path.split('.'));
  return {
    envelope: decodeEnvelope(endpoint, rawEnvelope, context),
    rawEnvelope,
    items,
    invalid,
    identity: identityOf(keys),
  };
};
