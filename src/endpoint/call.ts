import { either as E, option as O } from 'fp-ts';
import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { ConfigError } from '../http/errors.js';
import type { PageStart, Paging } from '../paging/index.js';
import type { AnyEndpoint, Endpoint, EndpointForm, PageLimits, PagingEnv } from './endpoint.js';
import type { ListOptions } from './options.js';
import type { Param, ParamSpecs, ParamsOf } from './params/index.js';
import { decodeResume, digestOf, type Position } from './resume-token.js';

/** One list call, checked and spelled for the wire: all that its requests share. */
export interface PreparedCall {
  readonly method: 'GET' | 'POST';
  readonly paging: Paging;
  /** The path with its parameters filled in. */
  readonly path: string;
  /** Query of every page, without the paging part. */
  readonly query: readonly (readonly [string, string])[];
  /** JSON body of every page. */
  readonly body: string | undefined;
  readonly digest: string;
  readonly first: Position;
}

const DEFAULT_PAGE_SIZE = 1000;

type Fail = (message: string, advice: string) => never;

const failFor =
  (endpoint: string, provider: string): Fail =>
  (message, advice) => {
    throw new ConfigError({ message, advice, context: { provider, endpoint } });
  };

const given = (params: Readonly<Record<string, unknown>>): [string, unknown][] =>
  Object.entries(params).filter(([, value]) => value !== undefined);

const checkParams = (specs: ParamSpecs, params: Readonly<Record<string, unknown>>, fail: Fail): void => {
  const names = Object.keys(specs);
  for (const [name, value] of given(params)) {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (spec === undefined) {
      return fail(`there is no parameter ${name}`, `Known parameters: ${names.join(', ') || 'none'}.`);
    }
    const checked = spec.check(value);
    if (E.isLeft(checked)) return fail(`${name} ${checked.left}`, spec.doc);
  }
  for (const [name, { required, doc }] of Object.entries(specs)) {
    if (required && params[name] === undefined) fail(`${name} is missing`, doc);
  }
};

const inRange = (name: string, size: number, { min = 1, max = Infinity }: PageLimits, fail: Fail): number => {
  if (Number.isSafeInteger(size) && size >= min && size <= max) return size;
  const range = max === Infinity ? `at least ${String(min)}` : `between ${String(min)} and ${String(max)}`;
  return fail(`${name} must be an integer ${range}, got ${String(size)}`, 'The vendor refuses other sizes.');
};

const sizesGiven = (
  limits: PageLimits | undefined,
  params: Readonly<Record<string, unknown>>,
  pageSize: number | undefined,
): [string, number][] =>
  [
    ['pageSize', pageSize] as const,
    ...[limits?.param ?? '', ...(limits?.aliases ?? [])].map((name) => [name, params[name]] as const),
  ].flatMap(([name, value]) => (typeof value === 'number' ? [[name, value]] : []));

/** The page size to ask for: what the caller said, in whichever of its names, or the documented maximum. */
const sizeOf = (
  limits: PageLimits | undefined,
  params: Readonly<Record<string, unknown>>,
  { pageSize }: ListOptions,
  fail: Fail,
): PageStart['size'] => {
  const [chosen, ...others] = sizesGiven(limits, params, pageSize);
  if (limits === undefined) {
    return chosen === undefined ? O.none : fail('this list takes no page size', 'Leave pageSize out.');
  }
  if (chosen === undefined) {
    return limits.max === undefined
      ? O.none
      : O.some({ param: limits.param, value: Math.min(limits.max, DEFAULT_PAGE_SIZE) });
  }
  const [name, size] = chosen;
  const different = others.find(([, value]) => value !== size);
  if (different !== undefined) {
    return fail(
      `${name} is ${String(size)} and ${different[0]} is ${String(different[1])}`,
      'They mean the same thing: give one of them.',
    );
  }
  return O.some({ param: limits.param, value: inRange(name, size, limits, fail) });
};

const encodeWith = (specs: ParamSpecs, place: Param<unknown>['place'], params: [string, unknown][]) =>
  params.flatMap(([name, value]) => (specs[name]?.place === place ? specs[name].encode(name, value) : []));

const fillPath = (path: string, segments: readonly (readonly [string, string])[]): string =>
  segments.reduce(
    (filled, [name, value]) => filled.replace(`{${name}}`, () => encodeURIComponent(value)),
    path,
  );

const bodyOf = (
  method: 'GET' | 'POST',
  members: readonly (readonly [string, string])[],
): string | undefined =>
  method === 'GET'
    ? undefined
    : `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;

/** The method and the path of the form that the caller chose. */
const formOf = ({ method, path, forms }: AnyEndpoint, form: unknown): Required<EndpointForm> => ({
  method,
  path,
  ...(typeof form === 'string' && Object.hasOwn(forms, form) ? forms[form] : {}),
});

/** A GET has no body: what belongs there would be lost. */
const checkBody = (
  form: Required<EndpointForm>,
  body: readonly (readonly [string, string])[],
  fail: Fail,
) => {
  const [first] = body;
  if (form.method === 'GET' && first !== undefined)
    fail(`${first[0]} goes into the body of a POST`, 'Leave form out, or choose one that is sent by POST.');
};

const COUNTS = ['maxPages', 'maxItems', 'concurrency'] as const;

/** Every option there is, so that a misspelled one is noticed in plain JavaScript, too. */
const OPTIONS: Readonly<Record<keyof ListOptions, true>> = {
  pageSize: true,
  maxPages: true,
  maxItems: true,
  concurrency: true,
  prefetch: true,
  gate: true,
  resume: true,
  onInvalid: true,
  signal: true,
  deadlineMs: true,
  maxEmptyPages: true,
};

const checkWords = (options: ListOptions, fail: Fail): void => {
  for (const [name] of given({ ...options })) {
    if (!Object.hasOwn(OPTIONS, name)) {
      fail(`there is no option ${name}`, `Known options: ${Object.keys(OPTIONS).join(', ')}.`);
    }
  }
  const { onInvalid = 'fail' } = options;
  if (!['fail', 'skip', 'collect'].includes(onInvalid)) {
    fail(`onInvalid must be fail, skip or collect, got ${JSON.stringify(onInvalid)}`, 'Default: fail.');
  }
};

const checkOptions = (options: ListOptions, fail: Fail): void => {
  checkWords(options, fail);
  for (const name of COUNTS) {
    const value = options[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
      fail(
        `${name} must be an integer of at least 1, got ${String(value)}`,
        `Leave ${name} out for its default.`,
      );
    }
  }
  for (const name of ['prefetch', 'maxEmptyPages'] as const) {
    const value = options[name];
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 0)) {
      fail(
        `${name} must be an integer of at least 0, got ${String(value)}`,
        `Leave ${name} out for its default.`,
      );
    }
  }
  const { deadlineMs } = options;
  // A timer with a longer delay, Infinity included, fires at once.
  if (deadlineMs !== undefined && !(deadlineMs >= 0 && deadlineMs <= MAX_TIMER_MS)) {
    fail(
      `deadlineMs must be from 0 to ${String(MAX_TIMER_MS)}, got ${String(deadlineMs)}`,
      'It is a number of milliseconds; leave it out for a walk without one.',
    );
  }
};

/** Where the walk starts: at the token, if there is one, else where the paging says. */
const startOf = (
  endpoint: string,
  paging: Paging,
  start: PageStart,
  digest: string,
  options: ListOptions,
  fail: Fail,
): Position => {
  const first = { index: 0, request: paging.first(start) };
  if (options.resume === undefined) return first;
  const position = decodeResume(options.resume, endpoint, digest);
  if (E.isLeft(position)) {
    return fail(`this resume token cannot be used here: ${position.left}`, 'Start anew, without it.');
  }
  const { size } = start;
  const asked = O.isSome(size) ? position.right.request.query[size.value.param] : undefined;
  if (options.pageSize !== undefined && asked !== undefined && Number(asked) !== options.pageSize) {
    return fail(`the resumed walk has pages of ${asked} items`, 'Leave pageSize out, or give the same one.');
  }
  return position.right;
};

/**
 * Returns a checked call; whatever is wrong with it is a {@link ConfigError}, before anything is sent.
 *
 * @param env the time at which the call is made.
 */
export const prepareCall = <S extends ParamSpecs, A, O, E>(
  endpoint: Endpoint<S, A, O, E>,
  params: ParamsOf<S>,
  options: ListOptions,
  env?: PagingEnv,
): PreparedCall => {
  const fail = failFor(endpoint.id, endpoint.provider);
  const values = { ...endpoint.defaults, ...Object.fromEntries(given(params)) };
  checkParams(endpoint.params, values, fail);
  checkOptions(options, fail);
  const paging = endpoint.pagingOf(params, env);
  const limits = endpoint.limitsOf(params);
  const size = sizeOf(limits, values, options, fail);
  const owned = new Set([...paging.params, limits?.param ?? '', ...(limits?.aliases ?? [])]);
  const filters = given(values).filter(([name]) => !owned.has(name));
  const sliced = new Set(paging.sliced ?? []);
  const shared = filters.filter(([name]) => !sliced.has(name));
  // A token of one way of paging means something else in another.
  const digest = digestOf({ ...Object.fromEntries(filters), ' paging': paging.family });
  const form = formOf(endpoint, params['form' as keyof ParamsOf<S>]);
  const body = encodeWith(endpoint.params, 'body', shared);
  checkBody(form, body, fail);
  return {
    method: form.method,
    paging,
    path: fillPath(form.path, encodeWith(endpoint.params, 'path', shared)),
    query: encodeWith(endpoint.params, 'query', shared),
    body: bodyOf(form.method, body),
    digest,
    first: startOf(endpoint.id, paging, { params: values, size }, digest, options, fail),
  };
};
