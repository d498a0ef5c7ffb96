import { option as O } from 'fp-ts';
import type { PageReply, Place } from './types.js';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Reads the value at a dotted path, `undefined` where it leads nowhere; the path is taken apart once. */
export const readerAt = (path: string): ((value: unknown) => unknown) => {
  const keys = path === '' ? [] : path.split('.');
  return (value) => {
    let inner = value;
    for (const key of keys) inner = isRecord(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined;
    return inner;
  };
};

/** The value at a dotted path; `undefined` where the path leads nowhere. */
export const atPath = (value: unknown, path: string): unknown => readerAt(path)(value);

/** The value at a place of a reply; null counts as absent. */
export const lookUp = (reply: PageReply, place: Place | undefined): O.Option<unknown> =>
  place === undefined
    ? O.none
    : O.fromNullable(typeof place === 'string' ? atPath(reply.body, place) : reply.header(place.header));

/** A cursor as text. Only null and absent are no cursor: `0` and `''` are cursors like any other. */
export const asCursor = (value: unknown): O.Option<string> =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint'
    ? O.some(String(value))
    : O.none;

/** The cursor at a place of a reply. */
export const cursorAt = (reply: PageReply, place: Place): O.Option<string> =>
  O.chain(asCursor)(lookUp(reply, place));

const asFlag = (value: unknown): O.Option<boolean> => {
  if (value === true || value === 'true') return O.some(true);
  return value === false || value === 'false' ? O.some(false) : O.none;
};

/** A flag: only a real boolean (or the text of one, from a header) says something. */
export const flagAt = (reply: PageReply, place: Place | undefined): O.Option<boolean> =>
  O.chain(asFlag)(lookUp(reply, place));

const asCount = (value: unknown): O.Option<number> => {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0 ? O.some(count) : O.none;
};

/** A count: a non-negative safe integer, or the text of one. */
export const countAt = (reply: PageReply, place: Place | undefined): O.Option<number> =>
  O.chain(asCount)(lookUp(reply, place));

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
