import { either as E, option as O } from 'fp-ts';
import { jsonText } from './json-text.js';
import type { PageReply, PagingFault, Path, Place } from './types.js';
import { isObject, isRecord } from '../../operators/internal/isObject.js';

type Read = (value: unknown) => unknown;

const member = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** Reads along keys that are taken as they are. */
const alongKeys =
  (keys: readonly string[]): Read =>
  (value) =>
    keys.reduce(member, value);

/** Reads along a path whose keys may hold dots: of all that may be meant, the longest literal key that leads to a value. */
const alongDots = (parts: readonly string[]): Read => {
  const ways = parts.map((_, cut) => {
    const rest = parts.slice(parts.length - cut);
    return {
      key: parts.slice(0, parts.length - cut).join('.'),
      rest: cut === 0 ? undefined : alongDots(rest),
    };
  });
  return (value) => {
    let found: unknown;
    for (const { key, rest } of ways) {
      if (!isObject(value) || !Object.hasOwn(value, key)) continue;
      const inner = rest === undefined ? value[key] : rest(value[key]);
      if (inner !== undefined && inner !== null) return inner;
      found ??= inner;
    }
    return found;
  };
};

/** Reads the value at a path, `undefined` where it leads nowhere; the path is taken apart once. */
export const readerAt = (path: Path): Read => {
  if (typeof path !== 'string') return alongKeys(path);
  if (path === '') return (value) => value;
  return path.includes('.') ? alongDots(path.split('.')) : (value) => member(value, path);
};

const readers = new Map<string, Read>();

/** Paths that were taken apart before: a program has a few dozen of them. */
const MOST_READERS = 1000;

const readerFor = (path: Path): Read => {
  if (typeof path !== 'string') return alongKeys(path);
  const known = readers.get(path);
  if (known !== undefined) return known;
  const reader = readerAt(path);
  if (readers.size < MOST_READERS) readers.set(path, reader);
  return reader;
};

/** The value at a path; `undefined` where the path leads nowhere. */
export const atPath = (value: unknown, path: Path): unknown => readerFor(path)(value);

const keysTo = (value: unknown, parts: readonly string[], target: unknown): readonly string[] | undefined => {
  for (let cut = parts.length; cut > 0; cut -= 1) {
    const key = parts.slice(0, cut).join('.');
    const inner = member(value, key);
    if (inner === undefined) continue;
    const rest =
      cut === parts.length ? (inner === target ? [] : undefined) : keysTo(inner, parts.slice(cut), target);
    if (rest !== undefined) return [key, ...rest];
  }
  return undefined;
};

/** The keys that lead to where a path leads in this body; `undefined` where it leads nowhere. */
export const keysAt = (value: unknown, path: Path): readonly string[] | undefined => {
  if (typeof path !== 'string') return path;
  // Nearly all are one key.
  if (path !== '' && !path.includes('.')) return member(value, path) === undefined ? undefined : [path];
  return path === '' ? [] : keysTo(value, path.split('.'), atPath(value, path));
};

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
export const lookUp = (reply: PageReply, place: Place | undefined): O.Option<unknown> =>
  place === undefined ? O.none : O.fromNullable(rawAt(reply, place));

/** Whether a place holds nothing at all, not even null. */
export const isAbsent = (reply: PageReply, place: Place): boolean => rawAt(reply, place) === undefined;

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  typeof value === 'bigint' ||
  typeof value === 'boolean'
    ? String(value)
    : undefined;

/** A cursor as text. `0` and `''` are cursors like any other. */
const asCursor = (value: unknown): string | undefined =>
  typeof value === 'boolean' ? undefined : asText(value);

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

/** A value as a cursor: only null, absent and what means none are no cursor; what cannot be one is a fault. */
export const cursorFrom = (
  value: unknown,
  where: string,
  { noCursor = [], json = false }: CursorReading = {},
): E.Either<PagingFault, O.Option<string>> => {
  if (value === undefined || value === null || standsForNone(value, noCursor)) return E.right(O.none);
  const text = json ? jsonText(value) : asCursor(value);
  return text === undefined
    ? missing(
        `there is ${kindOf(value)} at ${where} instead of a cursor`,
        'Configure the place of the cursor itself, or name the value that means "none" in noCursor.',
      )
    : E.right(O.some(text));
};

/** The cursor at a place of a reply. */
export const cursorAt = (
  reply: PageReply,
  place: Place,
  reading?: CursorReading,
): E.Either<PagingFault, O.Option<string>> =>
  cursorFrom(O.toUndefined(lookUp(reply, place)), shownPlace(place), reading);

/** The text of a link: itself, or the `href` of a link object, as JSON:API and HAL write it. */
const linkText = (value: unknown): unknown => {
  const text = isRecord(value) ? member(value, 'href') : value;
  return typeof text === 'number' || typeof text === 'bigint' ? String(text) : text;
};

/** The link at a place of a reply, as text: null, absent, empty and what means none are no link. */
export const linkAt = (
  reply: PageReply,
  place: Place,
  none: readonly string[] = [],
): E.Either<PagingFault, O.Option<string>> => {
  const value = O.toUndefined(O.map(linkText)(lookUp(reply, place)));
  const isEmpty = O.isSome(lookUp(reply, place)) && (value === undefined || value === null);
  if (isEmpty) return missing(`there is an object without href at ${shownPlace(place)} instead of a link`);
  if (value === undefined || value === '' || standsForNone(value, none)) return E.right(O.none);
  return typeof value === 'string'
    ? E.right(O.some(value))
    : missing(`there is ${kindOf(value)} at ${shownPlace(place)} instead of a link`);
};

const asFlag = (value: unknown): boolean | undefined => {
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
export const isFull = ({ items, size }: PageReply): boolean => size !== undefined && items.length >= size;

/** Whether a page is shorter than what was asked for. */
export const isShort = ({ items, size }: PageReply): boolean => size !== undefined && items.length < size;

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
