import type * as t from 'io-ts';
import { DecodeFailure, type DecodeIssue } from '../errors.js';

/** How `decodeWith` and `decodeEither` report what does not fit. */
export interface DecodeConfig {
  /** Most issues that one report lists; the rest is only counted. A whole number from 1; default 5. */
  readonly maxIssues?: number;
  /** What the values are, for the message: the id of an endpoint, for example. Default: none. */
  readonly label?: string;
}

/** What is looked at of a codec: enough to tell a step into the value from a step into the codec. */
interface Shape {
  readonly name: string;
  readonly _tag?: string;
  readonly type?: Shape;
  readonly domain?: Shape;
  readonly runDefinition?: () => Shape;
}

const MAX_NAME = 80;
const MAX_KEY = 60;
const MAX_PATH = 200;
const PLAIN_KEY = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;
const DIGITS_ONLY = /^\d+$/;

const LISTS: ReadonlySet<string | undefined> = new Set(['ArrayType', 'ReadonlyArrayType', 'TupleType']);
const BRANCHING: ReadonlySet<string | undefined> = new Set(['UnionType', 'IntersectionType']);
const KEYED: ReadonlySet<string | undefined> = new Set([
  'InterfaceType',
  'PartialType',
  'DictionaryType',
  'StrictType',
]);
const FINITE_KEYS: ReadonlySet<string | undefined> = new Set(['KeyofType', 'LiteralType']);

const head = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1)}…`;

const tail = (text: string, max: number): string => (text.length <= max ? text : `…${text.slice(1 - max)}`);

/** A codec without the wrappers that validate through another one under the same context. */
const unwrap = (shape: Shape): Shape => {
  let inner = shape;
  for (;;) {
    const { _tag, type, runDefinition } = inner;
    const wraps = _tag === 'RefinementType' || _tag === 'ReadonlyType' || _tag === 'ExactType';
    const next = _tag === 'RecursiveType' ? runDefinition?.() : wraps ? type : undefined;
    if (next === undefined) return inner;
    inner = next;
  }
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether an entry names a member of a union or an intersection instead of a place in the value. */
const isBranch = (parent: t.ContextEntry, tag: string | undefined, entry: t.ContextEntry): boolean => {
  if (BRANCHING.has(tag)) return true;
  if (LISTS.has(tag) || KEYED.has(tag) || !DIGITS_ONLY.test(entry.key) || !('actual' in parent)) return false;
  // A codec written by hand tells nothing of its insides; but a value never stands within itself.
  const { actual } = parent;
  return Object.is(actual, entry.actual) || (isObject(actual) && !Object.hasOwn(actual, entry.key));
};

/** A codec written by hand may read a list out of a text, so that only an object speaks against an index. */
const isIndex = ({ actual }: t.ContextEntry, tag: string | undefined, key: string): boolean =>
  DIGITS_ONLY.test(key) && !KEYED.has(tag) && (Array.isArray(actual) || !isObject(actual));

const step = (parent: t.ContextEntry, entry: t.ContextEntry): string => {
  const shape: Shape = unwrap(parent.type);
  const { key } = entry;
  if (isBranch(parent, shape._tag, entry)) return '';
  // The keys of an open record come out of the value, so that they too may be secrets.
  if (shape._tag === 'DictionaryType' && !FINITE_KEYS.has(shape.domain?._tag)) return '.*';
  if (isIndex(parent, shape._tag, key)) return `[${key}]`;
  return PLAIN_KEY.test(key) ? `.${head(key, MAX_KEY)}` : `[${JSON.stringify(head(key, MAX_KEY))}]`;
};

const pathOf = (context: t.Context): string => {
  let path = '';
  let parent: t.ContextEntry | undefined;
  for (const entry of context) {
    if (parent !== undefined) path += step(parent, entry);
    parent = entry;
  }
  return tail(path.startsWith('.') ? path.slice(1) : path, MAX_PATH);
};

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

// The message of an io-ts error is left out: codecs like to quote the value in it.
const issueOf = ({ value, context }: t.ValidationError): DecodeIssue => ({
  path: pathOf(context),
  expected: head(context.at(-1)?.type.name ?? 'unknown', MAX_NAME),
  actual: typeOf(value),
});

const describe = ({ path, expected, actual }: DecodeIssue): string =>
  `${path === '' ? 'the value itself' : path}: expected ${expected}, got ${actual}`;

const messageOf = (what: string, issues: readonly DecodeIssue[], omitted: number): string => {
  const more = omitted === 0 ? [] : [`and ${String(omitted)} more`];
  const listed = [...issues.map(describe), ...more].join('; ');
  return listed === '' ? what : `${what}: ${listed}`;
};

/** Refuses a config that would make reports unbounded, or empty. */
export const checkDecodeConfig = (operator: string, { maxIssues = 5 }: DecodeConfig): void => {
  if (Number.isInteger(maxIssues) && maxIssues >= 1) return;
  throw new RangeError(`${operator}: maxIssues must be a whole number from 1, got ${String(maxIssues)}`);
};

/**
 * Returns the bounded report of a value that did not fit its codec: the first `maxIssues` places, with path, expected
 * codec and the type of what stood there, and a count of the rest. Only the listed places cost work.
 *
 * No value gets in, as it may be a secret: neither by its text, nor through the message of an io-ts error, nor as a key
 * of an open record, which reads `*`. Names and paths are cut, so that the length of the message has a bound too.
 *
 * Paths lead through the value: the numbered entries that io-ts adds for the members of unions and intersections are
 * left out. A union therefore gives one issue for each of its members, at the same path.
 *
 * @param codecName name of the codec.
 * @param errors what `codec.decode` gave.
 * @param index index of the value in its stream, counted from 0.
 * @param config see {@link DecodeConfig}.
 *
 * @example
 * const User = t.type({ id: t.string }, 'User');
 * decodeReport('User', failed(User.decode({ id: 7 })), 3, { label: 'users' }).message;
 * // 'users: item 3 does not fit User: id: expected string, got number'
 */
export const decodeReport = (
  codecName: string,
  errors: t.Errors,
  index: number,
  config: DecodeConfig = {},
): DecodeFailure => {
  const { maxIssues = 5, label } = config;
  const name = head(codecName, MAX_NAME);
  const issues = errors.slice(0, maxIssues).map(issueOf);
  const omitted = errors.length - issues.length;
  const what = `${label === undefined ? '' : `${label}: `}item ${String(index)} does not fit ${name}`;
  return new DecodeFailure(name, index, issues, omitted, messageOf(what, issues, omitted));
};
