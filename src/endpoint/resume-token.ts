import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { fingerprint } from '../../operators/internal/fingerprint.js';
import { isRecord } from '../../operators/internal/isObject.js';
import type { PageRequest } from '../paging/index.js';
import type { ResumeToken } from './page.js';

/** A place in a walk: which page, and how to ask for it. */
export interface Position {
  readonly index: number;
  readonly request: PageRequest;
  /** Items and rows that the walk left out before this page. Default 0. */
  readonly leftOut?: number;
}

const PREFIX = 'hw2.';

const texts = t.array(t.string);

const CONTENT = t.intersection([
  t.type({
    endpoint: t.string,
    digest: t.string,
    index: t.number,
    request: t.type({ query: t.record(t.string, t.string) }),
  }),
  t.partial({
    leftOut: t.number,
    request: t.partial({
      link: t.string,
      recovery: t.type({ earlier: texts, tried: texts }),
      rows: t.number,
      guessed: t.literal(true),
    }),
  }),
]);

/** What base64 would write as `+` or `/`, and what it cannot write, as JSON escapes it. */
const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

const sorted = (_name: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

/** A digest that two calls share when they list the same things, whatever the order of their parameters. */
export const digestOf = (params: Readonly<Record<string, unknown>>): string =>
  fingerprint(JSON.stringify(params, sorted));

/** Returns the token of a position. */
export const encodeResume = (
  endpoint: string,
  digest: string,
  { index, request, leftOut }: Position,
): ResumeToken => {
  const json = JSON.stringify({ endpoint, digest, index, request, leftOut });
  return (PREFIX + btoa(json.replace(/[^ -=@-}]/g, escaped)).replaceAll('=', '')) as ResumeToken;
};

const isCount = (value = 0): boolean => Number.isSafeInteger(value) && value >= 0;

/** Whether a token holds what a walk can be at: one that somebody changed must not make a walk with holes look whole. */
const isSound = ({ index, leftOut, request: { rows } }: t.TypeOf<typeof CONTENT>): boolean =>
  [index, leftOut, rows].every(isCount);

const contentOf = (token: string): t.TypeOf<typeof CONTENT> | undefined => {
  try {
    const content: unknown = JSON.parse(atob(token.slice(PREFIX.length)));
    return CONTENT.is(content) && isSound(content) ? content : undefined;
  } catch {
    return undefined;
  }
};

/** Returns the position of a token, or why it cannot be used for this endpoint and these parameters. */
export const decodeResume = (token: string, endpoint: string, digest: string): E.Either<string, Position> => {
  if (!token.startsWith(PREFIX)) return E.left('it is not a token of this version');
  const content = contentOf(token);
  if (content === undefined) return E.left('it is damaged');
  const { endpoint: owner, digest: listed, ...position } = content;
  if (owner !== endpoint) return E.left(`it belongs to ${owner}`);
  if (listed !== digest) return E.left('it belongs to a list with other parameters');
  return E.right(position);
};
