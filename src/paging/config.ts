import { ConfigError } from '../http/errors.js';
import { isHeaderName as isHeaderText } from '../http/header-fault.js';
import type { RequestPlace } from './types.js';
import { isRecord } from '../../operators/internal/isObject.js';
import { isText } from '../../operators/internal/isText.js';

/** Says what is wrong with a member of a configuration; undefined where nothing is. */
export type Check = (value: unknown) => string | undefined;

/** Whether an object holds values by key, and nothing else: a Map has no member for any of its own. */
export const isHash = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && !(value instanceof Date) && !(Symbol.iterator in value);

/** A value as an error shows it. */
export const shown = (value: unknown): string => {
  let text: string;
  try {
    // JSON cannot write an invalid date, nor what a Map holds.
    const asJson = isText(value) || Array.isArray(value) || isHash(value);
    text = String(asJson ? JSON.stringify(value) : value);
  } catch {
    // It contains itself, or an integer beyond 2^53.
    text = typeof value;
  }
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

export const must =
  (what: string, fits: (value: unknown) => boolean, got = shown): Check =>
  (value) =>
    fits(value) ? undefined : `must be ${what}, got ${got(value)}`;

/** Whether a value is what is wanted. */
export type Fits = (value: unknown) => boolean;

/** Whether a value is one of several things. */
export const anyOf =
  (...things: readonly Fits[]): Fits =>
  (value) =>
    things.some((fits) => fits(value));

/** Whether a value is a list of such things, of at least so many. */
export const listOf =
  (fits: Fits, least = 0): Fits =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.every((each) => fits(each));

export const isFunction: Fits = (value) => typeof value === 'function';

export const isName = (value: unknown): value is string => isText(value) && value !== '';

/** Keys that lead somewhere. */
const isKeys: Fits = listOf(isText, 1);

/** A name as HTTP takes it for a header. */
const isHeaderName: Fits = (value) => isText(value) && isHeaderText(value);

/** Whether a value has members that fit, whatever else it has. */
export const withMembers =
  (members: Readonly<Record<string, Fits>>): Fits =>
  (value) =>
    isRecord(value) && Object.entries(members).every(([name, fits]) => fits(value[name]));

/** Whether a value has members that fit, and no others. */
const withOnly =
  (members: Readonly<Record<string, Fits>>): Fits =>
  (value) =>
    withMembers(members)(value) && Object.keys(value as object).every((name) => name in members);

const isHeaderPlace = withOnly({ header: isHeaderName });

/** What a client sets itself: a position there would be lost, or would take a credential's place. */
const RESERVED = /^(?:authorization|cookie|host|content-length|content-type|transfer-encoding)$/i;

const isRequestPlace = anyOf(
  isName,
  withOnly({ query: isName }),
  withOnly({ header: (name) => isHeaderName(name) && !RESERVED.test(String(name)) }),
  withOnly({
    body: anyOf(isName, isKeys),
    as: (kind) => [undefined, 'text', 'number', 'json'].includes(kind as string),
  }),
);

/** A member that may be left out. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);

export const aPlace: Check = must(
  'a path, an array of keys, { header } or a function of the reply',
  anyOf(isName, isKeys, isFunction, isHeaderPlace),
);

export const anItemsPlace: Check = must(
  'a path, an array of keys or a function of the body',
  anyOf(isText, isKeys, isFunction),
);

export const aPath: Check = must('a path or an array of keys', anyOf(isText, isKeys));

export const aParam: Check = must(
  'the name of a query parameter, { query }, { header } or { body }',
  isRequestPlace,
);

export const aName: Check = must('a text that is not empty', isName);

export const aText: Check = must('a text', isText);

const isFlag: Fits = (value) => typeof value === 'boolean';

export const aFlag: Check = must('true or false', isFlag);

export const anInteger = (min: number): Check =>
  must(`an integer of at least ${min}`, (value) => Number.isSafeInteger(value) && Number(value) >= min);

export const aFunction: Check = must('a function', isFunction);

export const texts: Check = must('an array of texts', listOf(isText));

export const names: Check = must('an array of texts that are not empty', listOf(isName));

export const words: Check = must(
  'an array of texts, numbers, true or false',
  listOf(anyOf(isText, isFlag, (value) => typeof value === 'number')),
);

export const oneOf = (...values: readonly unknown[]): Check =>
  must(values.map((value) => JSON.stringify(value)).join(' or '), (value) => values.includes(value));

/** The checks of members that many families have. */
export const COMMON = {
  items: optional(anItemsPlace),
  total: optional(aPlace),
  totalEnds: optional(aFlag),
  shortEnds: optional(aFlag),
  nullItems: optional(oneOf('empty')),
};

const refuse = (family: string, what: string): never => {
  throw new ConfigError({
    code: 'config-definition',
    message: `${family}: ${what}`,
    advice: 'Fix the configuration of this paging family.',
  });
};

type Checks = Readonly<Record<string, Check>>;

/** The first member that is wrong, as a clause; undefined where there is none. */
export const wrongIn = (
  config: Readonly<Record<string, unknown>>,
  checks: Checks,
  prefix = '',
): string | undefined => {
  for (const name in checks) {
    const wrong = checks[name]?.(config[name]);
    if (wrong !== undefined) return `${prefix}${name} ${wrong}`;
  }
  return undefined;
};

/** The first member of a configuration that is wrong or not known, as a clause; undefined where there is none. */
export const mistakeIn = (config: unknown, checks: Checks, prefix = ''): string | undefined => {
  if (!isRecord(config)) return `takes an object, got ${shown(config)}`;
  const unknown = Object.keys(config).find((name) => !Object.hasOwn(checks, name));
  return unknown === undefined
    ? wrongIn(config, checks, prefix)
    : `there is no ${prefix}${unknown}; known are ${Object.keys(checks).join(', ')}`;
};

/** Refuses a configuration at once, with the name of the member that is wrong or not known. */
export const checkConfig = (family: string, config: object, checks: Checks): void => {
  const wrong = mistakeIn(config, checks);
  if (wrong !== undefined) refuse(family, wrong);
};

/** Refuses what the members of a configuration mean together. */
export const mustHold = (family: string, holds: boolean, what: string): void => {
  if (!holds) refuse(family, what);
};

/** The configuration without the members that are undefined, but for those whose absence says something. */
export const given = <C extends object>(config: C, ...telling: readonly (keyof C)[]): C =>
  Object.fromEntries(
    Object.entries(config).filter(
      ([name, value]) => value !== undefined || telling.includes(name as keyof C),
    ),
  ) as C;

/** The name of a parameter: under it a request keeps its value, wherever that goes. */
export const nameOf = (param: RequestPlace): string => {
  if (typeof param === 'string') return param;
  if ('query' in param) return param.query;
  if ('header' in param) return param.header;
  return typeof param.body === 'string' ? param.body : param.body.join('.');
};

/** A parameter whose value is a number unless the configuration says otherwise. */
export const asNumber = (param: RequestPlace): RequestPlace =>
  typeof param === 'object' && 'body' in param ? { as: 'number', ...param } : param;

/** Where parameters go, for those that are no parameters of the query. */
export const placesOf = (
  ...params: readonly RequestPlace[]
): { readonly places?: Readonly<Record<string, RequestPlace>> } => {
  const elsewhere = params.filter((param) => typeof param === 'object' && !('query' in param));
  return elsewhere.length === 0
    ? {}
    : { places: Object.fromEntries(elsewhere.map((param) => [nameOf(param), param])) };
};
