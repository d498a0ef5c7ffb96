import { either as E, option as O } from 'fp-ts';
import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { ConfigError } from '../http/errors.js';
import {
  aFunction,
  anInteger,
  given,
  isFunction,
  mistakeIn,
  must,
  optional,
  withMembers,
  type Check,
} from '../paging/config.js';
import type { PageRequest, PageStart, Paging } from '../paging/index.js';
import { member } from '../paging/place.js';
import { A_REQUEST, asPageRequest } from './ask-paging.js';
import type { EndpointForm } from './check-draft.js';
import { partsMistake, type PagingParts } from './definition.js';
import type { KeepAmounts } from './exact-amounts.js';
import type { AnyEndpoint, Endpoint, PagingEnv } from './endpoint.js';
import type { ListOptions } from './options.js';
import { movingInBody, movingPlaces } from './moving.js';
import { ask, attempt } from './own-function.js';
import { sizeNames, sizeOf, type Fail } from './page-size.js';
import type { Param, ParamSpecs, ParamsOf } from './params/index.js';
import { decodeResume, digestOf, type Position } from './resume-token.js';
import { notingSegment } from './server-id.js';
import { wireFor, type Wire } from './wire.js';
import { isRecord } from '../../operators/internal/isObject.js';
import { isText } from '../../operators/internal/isText.js';

/** One list call, checked and spelled for the wire: all that its requests share. */
export interface PreparedCall extends PagingParts {
  readonly method: 'GET' | 'POST';
  /** The path with its parameters filled in. */
  readonly path: string;
  /** Spells the request of one page. */
  readonly wire: (request: PageRequest) => Wire;
  /** Statuses that make a page smaller. */
  readonly shrinkOn: readonly number[];
  readonly amounts: KeepAmounts | undefined;
  readonly digest: string;
  readonly first: Position;
}

const failFor =
  (endpoint: string, provider: string): Fail =>
  (code, message, advice) => {
    throw new ConfigError({ code, message, advice, context: { provider, endpoint } });
  };

const checkParams = (specs: ParamSpecs, params: Readonly<Record<string, unknown>>, fail: Fail): void => {
  const names = Object.keys(specs);
  for (const [name, value] of Object.entries(given(params))) {
    const spec = member(specs, name);
    if (spec === undefined) {
      return fail(
        'config-param-unknown',
        `there is no parameter ${name}`,
        `Known parameters: ${names.join(', ') || 'none'}.`,
      );
    }
    const checked = spec.check(value);
    if (E.isRight(checked)) continue;
    const refuse = (): never => fail('config-param-invalid', `${name} ${checked.left}`, spec.doc);
    return spec.place === 'path' ? notingSegment(value, refuse) : refuse();
  }
  for (const [name, { required, doc }] of Object.entries(specs)) {
    if (required && params[name] === undefined) fail('config-param-missing', `${name} is missing`, doc);
  }
};

const encodeWith = (specs: ParamSpecs, place: Param<unknown>['place'], params: [string, unknown][]) =>
  params.flatMap(([name, value]) => (specs[name]?.place === place ? specs[name].encode(name, value) : []));

const fillPath = (path: string, segments: readonly (readonly [string, string])[]): string =>
  segments.reduce(
    (filled, [name, value]) => filled.replaceAll(`{${name}}`, () => encodeURIComponent(value)),
    path,
  );

/** The method and the path of the form that the caller chose. */
const formOf = ({ method, path, forms }: AnyEndpoint, form: unknown): Required<EndpointForm> => ({
  method,
  path,
  ...(isText(form) ? member(forms, form) : {}),
});

/** A GET has no body: what belongs there would be lost. */
const checkBody = ({ method }: Required<EndpointForm>, names: readonly string[], fail: Fail) => {
  const [first] = names;
  if (method === 'GET' && first !== undefined)
    fail(
      'config-conflict',
      `${first} goes into the body of a POST`,
      'Leave form out, or choose one that is sent by POST.',
    );
};

/** Every option there is, and what it must be, also for those who write plain JavaScript. */
const OPTIONS: Readonly<Record<keyof ListOptions, Check>> = {
  // Looked at beside the page sizes of the endpoint.
  pageSize: () => undefined,
  maxPages: optional(anInteger(1)),
  maxItems: optional(anInteger(1)),
  concurrency: optional(anInteger(1)),
  prefetch: optional(anInteger(0)),
  gate: optional(aFunction),
  resume: optional(must('the text of a resume token', isText)),
  onInvalid: optional(
    must('fail, skip or collect', (value) => ['fail', 'skip', 'collect'].includes(value as string)),
  ),
  signal: optional(must('an AbortSignal', withMembers({ addEventListener: isFunction }))),
  // A timer with a longer delay, Infinity included, fires at once.
  deadlineMs: optional(
    must(
      `from 0 to ${MAX_TIMER_MS}`,
      (value) => typeof value === 'number' && value >= 0 && value <= MAX_TIMER_MS,
    ),
  ),
  maxEmptyPages: optional(anInteger(0)),
};

const checkOptions = (options: ListOptions, fail: Fail): void => {
  const mistake = mistakeIn(options, OPTIONS, 'option ');
  if (mistake !== undefined) fail('config-option-invalid', mistake, 'Leave it out for its default.');
};

const FIX = 'Fix the definition of the endpoint.';

/** What a function in the definition of the endpoint gives; a failure of its own is a mistake of the definition. */
const ofDefinition = <A>(given: E.Either<string, A>, fail: Fail): A =>
  E.isLeft(given) ? fail('config-definition', given.left, FIX) : given.right;

/** What a walk may start from. */
interface Start {
  readonly paging: Paging;
  readonly from: PageStart;
  readonly digest: string;
  /** Whether pages may have become smaller on the way. */
  readonly shrinks: boolean;
}

/** Where the walk starts: at the token, if there is one, else where the paging says. */
const startOf = (endpoint: string, start: Start, { resume, pageSize }: ListOptions, fail: Fail): Position => {
  const { paging, from, digest, shrinks } = start;
  const request = ask('first of the paging', A_REQUEST, () => asPageRequest(paging.first(from)), ConfigError);
  const first = { index: 0, request: ofDefinition(request, fail) };
  if (resume === undefined) return first;
  const position = decodeResume(resume, endpoint, digest);
  if (E.isLeft(position)) {
    return fail(
      'config-resume-token',
      `this resume token cannot be used here: ${position.left}`,
      'List from the start, without it.',
    );
  }
  const asked = O.isSome(from.size) ? position.right.request.query[from.size.value.param] : undefined;
  if (pageSize === undefined || asked === undefined) return position.right;
  if (Number(asked) === pageSize || (shrinks && Number(asked) < pageSize)) return position.right;
  return fail(
    'config-resume-token',
    `the resumed walk has pages of ${asked} items`,
    'Leave pageSize out, or give the same one.',
  );
};

/** The parts of an endpoint that may depend on the parameters, checked once they are known. */
const partsOf = <S extends ParamSpecs, A, O, E>(
  endpoint: Endpoint<S, A, O, E>,
  params: ParamsOf<S>,
  env: PagingEnv | undefined,
  fail: Fail,
): PagingParts => {
  const own = <T>(what: string, give: () => T): T => ofDefinition(attempt(what, give, ConfigError), fail);
  const parts = {
    paging: own('paging', () => endpoint.pagingOf(params, env)),
    limits: own('limits', () => endpoint.limitsOf(params)),
    cost: own('cost', () => endpoint.costOf(params)),
  };
  const mistake = partsMistake(parts, endpoint.params, endpoint.shrinkOn);
  return mistake === undefined ? parts : fail('config-definition', mistake, FIX);
};

/** How the requests of a call are spelled. */
const spelled = (
  endpoint: AnyEndpoint,
  parts: PagingParts,
  shared: [string, unknown][],
  form: Required<EndpointForm>,
  fail: Fail,
): Pick<PreparedCall, 'method' | 'path' | 'wire'> => {
  const { params: specs } = endpoint;
  const members = encodeWith(specs, 'body', shared);
  checkBody(form, [...members.map(([name]) => name), ...movingInBody(parts, specs)], fail);
  const query = encodeWith(specs, 'query', shared);
  return {
    method: form.method,
    path: fillPath(form.path, encodeWith(specs, 'path', shared)),
    wire: wireFor({ method: form.method, specs, places: movingPlaces(parts), query, members }),
  };
};

/** An endpoint is made by defineEndpoint, which has checked its parts. */
const checkMade = (endpoint: unknown): void => {
  if (isRecord(endpoint) && 'pagingOf' in endpoint) return;
  throw new ConfigError({
    code: 'config-definition',
    message: 'the value is not an endpoint',
    advice: 'Give the result of defineEndpoint.',
  });
};

const checkObjects = (params: unknown, options: unknown, fail: Fail): void => {
  for (const [code, what, value] of [
    ['config-param-invalid', 'parameters', params],
    ['config-option-invalid', 'options', options],
  ] as const) {
    if (!isRecord(value)) fail(code, `the ${what} of a list must be an object`, 'Give them by their names.');
  }
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
  checkMade(endpoint);
  const fail = failFor(endpoint.id, endpoint.provider);
  checkObjects(params, options, fail);
  const values = { ...endpoint.defaults, ...given(params) };
  checkParams(endpoint.params, values, fail);
  checkOptions(options, fail);
  const parts = partsOf(endpoint, params, env, fail);
  const { paging, limits } = parts;
  const size = sizeOf(limits, values, options.pageSize, fail);
  const owned = new Set([...paging.params, ...sizeNames(limits)]);
  const filters = Object.entries(given(values)).filter(([name]) => !owned.has(name));
  const sliced = new Set(paging.sliced ?? []);
  const shared = filters.filter(([name]) => !sliced.has(name));
  // A token of one way of paging means something else in another.
  const digest = digestOf({ ...Object.fromEntries(filters), ' paging': paging.family });
  const form = formOf(endpoint, params['form' as keyof ParamsOf<S>]);
  const start = { paging, from: { params: values, size }, digest, shrinks: endpoint.shrinkOn.length > 0 };
  return {
    ...spelled(endpoint, parts, shared, form, fail),
    ...parts,
    shrinkOn: endpoint.shrinkOn,
    amounts: endpoint.amounts,
    digest,
    first: startOf(endpoint.id, start, options, fail),
  };
};
