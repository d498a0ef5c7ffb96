import { either as E, option as O } from 'fp-ts';
import { jsonText } from './json-text.js';
import type { PageReply, PagingFault, Path, Place } from './types.js';
import { isObject, isRecord } from '../../operators/internal/isObject.js';

type Read = (value: unknown) => unknown;

/** The value of an object's own member; `undefined` where there is none. */
export function member<A>(value: Readonly<Record<string, A>> | undefined, key: string): A | undefined;
export function member(value: unknown, key: string): unknown;
export function member(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Reads along keys that are taken as they are. */
const alongKeys =
  (keys: readonly string[]): Read =>
  (value) =>
    keys.reduce(member, value);

/** Where a path leads, and by which keys. */
interface Found {
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** Follows a path whose keys may hold dots: of all that may be meant, the longest literal key that leads to a value. */
const follow = (value: unknown, parts: readonly string[]): Found | undefined => {
  if (parts.length === 0) return { keys: [], value };
  let found: Found | undefined;
  for (let cut = parts.length; isObject(value) && cut > 0; cut -= 1) {
    const key = parts.slice(0, cut).join('.');
    const inner = Object.hasOwn(value, key) ? follow(value[key], parts.slice(cut)) : undefined;
    if (inner === undefined) continue;
    const here = { keys: [key, ...inner.keys], value: inner.value };
    if (inner.value !== undefined && inner.value !== null) return here;
    found ??= here;
  }
  return found;
};

/** Reads the value at a path, `undefined` where it leads nowhere; the path is taken apart once. */
export const readerAt = (path: Path): Read => {
  if (typeof path !== 'string') return alongKeys(path);
  if (path === '') return (value) => value;
  // Nearly all are one key.
  if (!path.includes('.')) return (value) => member(value, path);
  const parts = path.split('.');
  return (value) => follow(value, parts)?.value;
};

/**
 * Returns the value at a path; `undefined` where the path leads nowhere.
 *
 * @param value the value to look into
 * @param path keys joined by dots, for example `error.message`, or a list of keys that may hold dots
 *
 * @example
 * console.log(atPath({ error: { message: 'No such key' } }, 'error.message')); // No such key
 */
export const atPath = (value: unknown, path: Path): unknown => readerAt(path)(value);

/** The keys that lead to where a path leads in this body; `undefined` where it leads nowhere. */
export const keysAt = (value: unknown, path: Path): readonly string[] | undefined =>
  typeof path === 'string' ? follow(value, path === '' ? [] : path.split('.'))?.keys : path;

const isHeader = (place: Place): place is { readonly header: string } =>
  typeof place === 'object' && 'header' in place;

/** A place as an error names it. */
export const shownPlace = (place: Path | Place): string => {
  if (typeof place === 'function') return 'what the function of the reply gives';
  if (typeof place === 'string') return place === '' ? 'the top of the body' : place;
  return isHeader(place) ? `the header ${place.header}` : JSON.stringify(place);
};

/** The value at a place of a reply; `undefined` if there is none. An empty header says nothing. */
const rawAt = (reply: PageReply, place: Place): unknown => {
  if (typeof place === 'function') return place(reply);
  if (!isHeader(place)) return atPath(reply.body, place);
  const text = reply.header(place.header);
  return text === null || text === '' ? undefined : text;
};

/** The value at a place of a reply; null counts as absent. */
const lookUp = (reply: PageReply, place: Place | undefined): O.Option<unknown> =>
  place === undefined ? O.none : O.fromNullable(rawAt(reply, place));

/** Whether a place holds nothing at all, not even null. */
export const isAbsent = (reply: PageReply, place: Place): boolean => rawAt(reply, place) === undefined;

/** A text, a number or a flag as text; undefined for anything else. */
export const asText = (value: unknown): string | undefined =>
  ['string', 'number', 'bigint', 'boolean'].includes(typeof value) ? String(value) : undefined;

/** What a vendor may write instead of null. */
export type NoCursor = readonly (string | number | boolean)[];

/** Whether a value, or the text of it, is one of those that mean nothing. */
const standsForNone = (value: unknown, none: NoCursor): boolean =>
  none.some((each) => each === value || String(each) === asText(value));

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : JSON.stringify(value);

const UNREACHABLE = 'Report it to the vendor, with the request id. No page after this one can be requested.';

/** A fault: the server says that there is more, and not where. */
export const missing = (message: string, advice = UNREACHABLE): E.Either<PagingFault, never> =>
  E.left({ code: 'paging-missing-cursor', message, advice });

/** How a cursor is read. */
export interface CursorReading {
  readonly noCursor?: NoCursor | undefined;
  /** The cursor may be any JSON, which goes back as it came. */
  readonly json?: boolean | undefined;
}

/** A value as text: null, absent and what means none are none; what cannot be one is a fault. `0` and `''` are texts like any other. */
const textFrom = (
  value: unknown,
  where: string,
  what: 'cursor' | 'link',
  { noCursor = [], json = false }: CursorReading,
): E.Either<PagingFault, O.Option<string>> => {
  if (value === undefined || value === null || standsForNone(value, noCursor)) return E.right(O.none);
  const scalar = typeof value === 'boolean' ? undefined : asText(value);
  const text = json ? jsonText(value) : scalar;
  return text === undefined
    ? missing(
        `there is ${kindOf(value)} at ${where} instead of a ${what}`,
        `Configure the place of the ${what} itself, or name the value that means "none".`,
      )
    : E.right(O.some(text));
};

/** A value as a cursor. */
export const cursorFrom = (
  value: unknown,
  where: string,
  reading: CursorReading = {},
): E.Either<PagingFault, O.Option<string>> => textFrom(value, where, 'cursor', reading);

/** The cursor at a place of a reply. */
export const cursorAt = (
  reply: PageReply,
  place: Place,
  reading?: CursorReading,
): E.Either<PagingFault, O.Option<string>> => cursorFrom(rawAt(reply, place), shownPlace(place), reading);

/** The link at a place of a reply: a text, or the `href` of a link object, as JSON:API and HAL write it; an empty one is none. */
export const linkAt = (
  reply: PageReply,
  place: Place,
  none: readonly string[] = [],
): E.Either<PagingFault, O.Option<string>> => {
  const value = rawAt(reply, place);
  const link = isRecord(value) ? (member(value, 'href') ?? value) : value;
  const text = typeof link === 'string' ? link.trim() : link;
  return textFrom(text, shownPlace(place), 'link', { noCursor: [...none, ''] });
};

/** A flag, or the text of one; undefined for anything else. */
export const asFlag = (value: unknown): boolean | undefined => {
  const text = typeof value === 'boolean' ? String(value) : value;
  if (text === 'true' || text === 'True') return true;
  return text === 'false' || text === 'False' ? false : undefined;
};

/** A flag, or the text of one. What else may be there, and is not null, may well mean that there is more. */
export const flagAt = (reply: PageReply, place: Place | undefined): O.Option<boolean> =>
  O.map((value: unknown) => asFlag(value) ?? true)(lookUp(reply, place));

/** Whether there is something else than a flag in its place. */
export const isNoFlag = (reply: PageReply, place: Place | undefined): boolean => {
  const value = lookUp(reply, place);
  return O.isSome(value) && asFlag(value.value) === undefined;
};

const asCount = (value: unknown): O.Option<number> => {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? O.some(count) : O.none;
};

/** A count: a non-negative safe integer, or the text of one. */
export const countAt = (reply: PageReply, place: Place | undefined): O.Option<number> => {
  // By hand: `O.chain` of fp-ts looks at its arguments first, which takes 9 us, for each page.
  const found = lookUp(reply, place);
  return O.isSome(found) ? asCount(found.value) : O.none;
};

/** Whether a page is as long as what was asked for, so that more may be behind it. */
export const isFull = ({ items, size = 0 }: PageReply): boolean => size > 0 && items.length >= size;

/** The step that ends a walk. */
export const END: E.Either<never, O.Option<never>> = E.right(O.none);

/** Whether a page is shorter than what was asked for. */
export const isShort = ({ items, size = 0 }: PageReply): boolean => items.length < size;

/** The size of a start as query. */
export const sizeQuery = (
  size: O.Option<{ readonly param: string; readonly value: number }>,
): Record<string, string> => (O.isSome(size) ? { [size.value.param]: String(size.value.value) } : {});

/** The caller's start parameters that were given, as text. */
export const startQuery = (
  params: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = params[name];
      return typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );
