import { either as E } from 'fp-ts';
import type * as t from 'io-ts';
import { DecodeFailure, type DecodeIssue } from '../errors.js';
import { checkCount } from './check.js';
import { isSame, owns, typeOf } from './withheld.js';

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

const WRAPPING = /^(Refinement|Readonly|Exact)Type$/;
const KEYED = /^(Interface|Partial|Dictionary|Strict)Type$/;
const FINITE_KEYS = /^(Keyof|Literal)Type$/;

const head = (text: string, max: number): string =>
  text.length <= max ? text : `${text.slice(0, max - 1)}…`;

/** A codec without the wrappers that validate through another one under the same context. */
const unwrap = (shape: Shape): Shape => {
  const { _tag = '', type, runDefinition } = shape;
  const inner = _tag === 'RecursiveType' ? runDefinition?.() : WRAPPING.test(_tag) ? type : undefined;
  return inner === undefined ? shape : unwrap(inner);
};

/**
 * Whether a numbered entry names a member of a codec, such as a branch of a union, instead of a place in the value: it looks at the
 * same value (a value never contains itself), or a codec written by hand gives it a number that the object does not have.
 */
const isMember = (parent: t.ContextEntry, { key, actual }: t.ContextEntry): boolean =>
  'actual' in parent &&
  (isSame(parent.actual, actual) || (typeOf(parent.actual) === 'object' && !owns(parent.actual, key)));

const step = (parent: t.ContextEntry, entry: t.ContextEntry): string => {
  const { _tag = '', domain }: Shape = unwrap(parent.type);
  const { key } = entry;
  const mayCount = DIGITS_ONLY.test(key) && !KEYED.test(_tag);
  if (mayCount && isMember(parent, entry)) return '';
  // The keys of an open record come out of the value, so that they too may be secrets.
  if (_tag === 'DictionaryType' && !FINITE_KEYS.test(domain?._tag ?? '')) return '.*';
  // A codec written by hand may read a list out of a text, so that only an object speaks against an index.
  if (mayCount && typeOf(parent.actual) !== 'object') return `[${key}]`;
  const cut = head(key, MAX_KEY);
  return PLAIN_KEY.test(key) ? `.${cut}` : `[${JSON.stringify(cut)}]`;
};

const pathOf = (context: t.Context): string => {
  let path = '';
  let parent: t.ContextEntry | undefined;
  for (const entry of context) {
    if (parent !== undefined) path += step(parent, entry);
    parent = entry;
  }
  const whole = path.replace(/^\./, '');
  return whole.length <= MAX_PATH ? whole : `…${whole.slice(1 - MAX_PATH)}`;
};

// The message of an io-ts error is left out: codecs like to quote the value in it.
const issueOf = ({ value, context }: t.ValidationError): DecodeIssue => ({
  path: pathOf(context),
  expected: head(context.at(-1)?.type.name ?? 'unknown', MAX_NAME),
  actual: typeOf(value),
});

const describe = ({ path, expected, actual }: DecodeIssue): string =>
  `${path === '' ? 'the value itself' : path}: expected ${expected}, got ${actual === 'undefined' ? 'nothing (missing)' : actual}`;

/** Refuses a config that would make reports unbounded, or empty. */
export const checkDecodeConfig = (operator: string, { maxIssues = 5 }: DecodeConfig): void => {
  checkCount(operator, 'maxIssues', maxIssues);
};

/** How a report is put where the values are no plain stream of their own. */
interface ReportConfig extends DecodeConfig {
  /** What did not fit, for the message. Default: `item` and the index. */
  readonly what?: string;
  /** Where the value is, from where the codec saw it. Default: there. */
  readonly place?: (path: string) => string;
}

/** What a codec makes of a value: the decoded value, or why there is none. */
type Decoded<A> = E.Either<t.Errors | CodecThrew, A>;

/** A codec that threw where it should have returned a failure. The message of what it threw may quote the value: it is left out. */
class CodecThrew {
  /** The name of what was thrown. */
  readonly thrown: string;
  /** The type of the value that it threw at. */
  readonly actual: string;

  constructor(thrown: unknown, value: unknown) {
    this.thrown = head(thrown instanceof Error ? thrown.name : typeOf(thrown), MAX_NAME);
    this.actual = typeOf(value);
  }
}

/** Decodes a value. A codec that throws has failed at this value, and says nothing about the next one. */
const decodeSafely = <A, O, I>(codec: t.Type<A, O, I>, value: I): Decoded<A> => {
  try {
    return codec.decode(value);
  } catch (error) {
    return E.left(new CodecThrew(error, value));
  }
};

interface Listed {
  readonly issues: readonly DecodeIssue[];
  readonly omitted: number;
  readonly text: string;
}

const listed = (
  name: string,
  failure: t.Errors | CodecThrew,
  { maxIssues = 5, place = (path) => path }: ReportConfig,
): Listed => {
  if (failure instanceof CodecThrew) {
    const { thrown, actual } = failure;
    const issues = [{ path: place(''), expected: name, actual }];
    return { issues, omitted: 0, text: `the codec threw ${thrown}` };
  }
  const issues = failure
    .slice(0, maxIssues)
    .map(issueOf)
    .map((issue) => ({ ...issue, path: place(issue.path) }));
  const omitted = failure.length - issues.length;
  const more = omitted === 0 ? [] : [`and ${omitted} more`];
  return { issues, omitted, text: [...issues.map(describe), ...more].join('; ') };
};

/**
 * Returns the bounded report of a value that did not fit its codec: the first `maxIssues` places, with path, expected
 * codec and the type of what was there, and a count of the rest. Only the listed places cost work.
 *
 * No value gets in, as it may be a secret: neither by its text, nor through the message of an io-ts error, nor as a key
 * of an open record, which reads `*`. Names and paths are cut, so that the length of the message has a bound too.
 *
 * Paths lead through the value: the numbered entries that io-ts adds for the members of unions and intersections are
 * left out. A union therefore gives one issue for each of its members, at the same path.
 *
 * @param codecName name of the codec.
 * @param failure what `codec.decode` gave, or that it threw.
 * @param index index of the value in its stream, counted from 0.
 * @param config see {@link DecodeConfig} and {@link ReportConfig}.
 *
 * @example
 * const User = t.type({ id: t.string }, 'User');
 * decodeReport('User', failed(User.decode({ id: 7 })), 3, { label: 'users' }).message;
 * // 'users: item 3 does not fit User: id: expected string, got number'
 */
export const decodeReport = (
  codecName: string,
  failure: t.Errors | CodecThrew,
  index: number,
  config: ReportConfig = {},
): DecodeFailure => {
  const { label, what = `item ${index}` } = config;
  const name = head(codecName, MAX_NAME);
  const { issues, omitted, text } = listed(name, failure, config);
  const said = `${label === undefined ? '' : `${label}: `}${what} does not fit ${name}`;
  return new DecodeFailure(name, index, issues, omitted, text === '' ? said : `${said}: ${text}`);
};

/**
 * Returns what a codec makes of a value, or the bounded report of why it does not fit: the law of `decodeEither`, `decodeWith` and
 * the pages of a walk.
 *
 * @param index index of the value in its stream, counted from 0.
 */
export const decodeOrReport = <A, O, I>(
  codec: t.Type<A, O, I>,
  value: I,
  index: number,
  config: ReportConfig,
): E.Either<DecodeFailure, A> => {
  const decoded = decodeSafely(codec, value);
  return E.isRight(decoded) ? decoded : E.left(decodeReport(codec.name, decoded.left, index, config));
};

/** Returns the report of a value that a reader made of this codec has refused. */
export const reportOf = <A, O, I>(
  codec: t.Type<A, O, I>,
  refused: I,
  index: number,
  config: ReportConfig,
): DecodeFailure => {
  const decoded = decodeOrReport(codec, refused, index, config);
  // A codec that takes now what it refused before has nothing to say.
  return E.isLeft(decoded) ? decoded.left : decodeReport(codec.name, [], index, config);
};
