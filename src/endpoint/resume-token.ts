import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { fingerprint } from '../../operators/internal/fingerprint.js';
import type { PageRequest } from '../paging/index.js';
import type { ResumeToken } from './page.js';

/** A place in a walk: which page, and how to ask for it. */
export interface Position {
  readonly index: number;
  readonly request: PageRequest;
  /** Items and rows that the walk left out before this page. Default 0. */
  readonly leftOut?: number;
}

const PREFIX = 'hw1.';

const payload = t.intersection(
  [
    t.type({ e: t.string, d: t.string, i: t.Int, q: t.record(t.string, t.string) }),
    t.partial({
      ...{ l: t.string, b: t.array(t.string), t: t.array(t.string) },
      ...{ n: t.Int, g: t.literal(true), o: t.Int },
    }),
  ],
  'ResumeToken',
);

const toBase64Url = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const fromBase64Url = (text: string): string => {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(bytes, (char) => char.charCodeAt(0)),
  );
};

const canonical = (value: unknown): unknown => {
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(canonical);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, canonical(each)]),
  );
};

/** A digest that two calls share when they list the same things, whatever the order of their parameters. */
export const digestOf = (params: Readonly<Record<string, unknown>>): string =>
  fingerprint(JSON.stringify(canonical(params)));

/** Returns the token of a position. */
export const encodeResume = (endpoint: string, digest: string, position: Position): ResumeToken => {
  const { index, request, leftOut = 0 } = position;
  const { query, link, recovery, rows, guessed } = request;
  const content = {
    ...{ e: endpoint, d: digest, i: index, q: query },
    ...(link === undefined ? {} : { l: link }),
    ...(recovery === undefined ? {} : { b: recovery.earlier, t: recovery.tried }),
    ...(leftOut === 0 ? {} : { o: leftOut }),
    ...(rows === undefined ? {} : { n: rows }),
    ...(guessed === undefined ? {} : { g: guessed }),
  };
  return (PREFIX + toBase64Url(JSON.stringify(content))) as ResumeToken;
};

const parse = (token: string): E.Either<string, t.TypeOf<typeof payload>> => {
  if (!token.startsWith(PREFIX)) return E.left('it is not a token of this version');
  const decoded = E.tryCatch(
    () => payload.decode(JSON.parse(fromBase64Url(token.slice(PREFIX.length)))),
    () => [],
  );
  return E.mapLeft(() => 'it is damaged')(E.flatten(decoded));
};

/** Returns the position of a token, or why it cannot be used for this endpoint and these parameters. */
export const decodeResume = (token: string, endpoint: string, digest: string): E.Either<string, Position> => {
  const parsed = parse(token);
  if (E.isLeft(parsed)) return parsed;
  const { e, d, i, q, l, b, o, t: tried = [], n, g } = parsed.right;
  if (e !== endpoint) return E.left(`it belongs to ${e}`);
  if (d !== digest) return E.left('it belongs to a list with other parameters');
  const recovery = b === undefined ? {} : { recovery: { earlier: b, tried } };
  const link = l === undefined ? {} : { link: l };
  const rows = n === undefined ? {} : { rows: n };
  const guessed = g === undefined ? {} : { guessed: g };
  const request = { query: q, ...link, ...recovery, ...rows, ...guessed };
  return E.right({ index: i, request, ...(o === undefined ? {} : { leftOut: o }) });
};
