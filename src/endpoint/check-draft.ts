import { either as E } from 'fp-ts';
import { ConfigError } from '../http/errors.js';
import { headerFault } from '../http/header-fault.js';
import type { Paging } from '../paging/index.js';
import { placesOf } from '../paging/config.js';
import {
  costMistake,
  firstOf,
  limitsMistake,
  pagingMistake,
  resizeMistake,
  shrinkMistake,
  togetherMistake,
} from './definition.js';
import { sizeNameOf, type PageLimits } from './page-size.js';
import type { ParamSpecs } from './params/index.js';
import { isInBody } from './wire.js';

/** Another way in which a vendor offers the same list: another method, another path, or both. */
export interface EndpointForm {
  /** Default: the endpoint's own. */
  readonly method?: 'GET' | 'POST';
  /** Default: the endpoint's own. */
  readonly path?: string;
}

/** What a draft must be, before anything of it is believed. */
type Draft = Readonly<Record<string, unknown>>;
type Mistake = string | undefined;

const MEMBERS = [
  ...['id', 'path', 'paging', 'item', 'key', 'method', 'forms', 'params', 'defaults', 'envelope', 'limits'],
  ...['rows', 'cost', 'shrinkOn', 'headers', 'credential', 'doc', 'docs'],
];

const isHash = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const unknownMember = (draft: Draft): Mistake => {
  if ('pagingOf' in draft) {
    return 'what was given is an endpoint already, or a copy of one: give what it was made of, its paging and its key';
  }
  const name = Object.keys(draft).find((each) => !MEMBERS.includes(each));
  return name === undefined ? undefined : `there is no ${name}; known are ${MEMBERS.join(', ')}`;
};

const isKeyPlace = (value: unknown): boolean =>
  typeof value === 'string' ||
  typeof value === 'function' ||
  (Array.isArray(value) && value.every((key) => typeof key === 'string'));

const identityMistake = ({ id, key }: Draft): Mistake => {
  if (typeof id !== 'string' || !/^[\w-]+(\.[\w-]+)+$/.test(id))
    return 'its id must be provider and resource, joined by dots';
  if (!Array.isArray(key) || key.length === 0) return 'it needs a key, the paths that identify an item';
  return key.every(isKeyPlace)
    ? undefined
    : 'its key must hold paths, arrays of keys, or functions of the item';
};

const isCodec = (value: unknown): boolean => isHash(value) && typeof value['decode'] === 'function';

const isMethod = (value: unknown): boolean => value === undefined || value === 'GET' || value === 'POST';

const partsMistake = (draft: Draft): Mistake => {
  const { item, envelope, method, rows, params = {}, headers = {}, forms = {} } = draft;
  if (!isCodec(item)) return 'its item must be a codec';
  if (envelope !== undefined && !isCodec(envelope)) return 'its envelope must be a codec';
  if (rows !== undefined && typeof rows !== 'string') return 'its rows must be a path';
  if (!isMethod(method)) return `its method must be GET or POST, got ${String(method)}`;
  for (const [name, value] of Object.entries({ params, headers, forms })) {
    if (!isHash(value)) return `its ${name} must be an object`;
  }
  const unfit = headerFault(headers as Readonly<Record<string, unknown>>);
  if (unfit !== undefined) return unfit;
  const wrong = Object.entries(params as object).find(
    ([name, param]) => name === '' || !isHash(param) || typeof param['check'] !== 'function',
  );
  return wrong === undefined
    ? undefined
    : `its parameter ${JSON.stringify(wrong[0])} must have a name, and be made by text() and the like`;
};

const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);

const pathMistake = (path: unknown, params: ParamSpecs): Mistake => {
  if (typeof path !== 'string' || !path.startsWith('/')) return 'its path must start with a slash';
  if (/[?#]/.test(path))
    return 'its path must hold neither a query nor a fragment: give parameters, with defaults';
  const inPath = namesIn(path);
  const unmade = inPath.find((name) => params[name]?.place !== 'path');
  if (unmade !== undefined) return `{${unmade}} in its path needs a parameter made with segment()`;
  const unused = Object.keys(params).find((name) => params[name]?.place === 'path' && !inPath.includes(name));
  return unused === undefined ? undefined : `its path has no {${unused}}`;
};

type Forms = Readonly<Record<string, EndpointForm>>;

const formsMistake = (path: unknown, params: ParamSpecs, forms: Forms): Mistake => {
  const paths = [path, ...Object.values(forms).flatMap((form) => form.path ?? [])];
  const mistake = firstOf(...paths.map((each) => () => pathMistake(each, params)));
  if (mistake !== undefined) return mistake;
  const unfit = Object.keys(forms).find(
    (name) => params['form'] === undefined || E.isLeft(params['form'].check(name)),
  );
  return unfit === undefined
    ? undefined
    : `its form ${unfit} needs a parameter form, made with mode(), that takes it`;
};

const defaultsMistake = (defaults: unknown, params: ParamSpecs): Mistake => {
  if (!isHash(defaults)) return 'its defaults must be an object';
  const unknown = Object.keys(defaults).find((name) => !Object.hasOwn(params, name));
  return unknown === undefined ? undefined : `its defaults name ${unknown}, and there is no such parameter`;
};

/** A GET has no body, in whichever form: a position there could never be sent. */
const bodyMistake = (draft: Draft, paging: Paging, limits: PageLimits | undefined): Mistake => {
  const { method = 'GET', forms = {}, params = {} } = draft;
  const methods = [method, ...Object.values(forms as Forms).map((form) => form.method ?? method)];
  if (methods.includes('POST')) return undefined;
  const places = { ...paging.places, ...(limits === undefined ? {} : placesOf(limits.param).places) };
  const size = sizeNameOf(limits);
  const name = [...paging.params, ...(size === undefined ? [] : [size])].find((each) =>
    isInBody({ places, specs: params as ParamSpecs }, each),
  );
  return name === undefined ? undefined : `${name} goes into the body of a POST, and its method is GET`;
};

/** What can be said of paging and page sizes before the parameters of a call are known. */
const pagingMistakes = (draft: Draft): Mistake => {
  const { paging, limits, params = {}, shrinkOn = [], cost = 1 } = draft;
  const statuses = shrinkMistake(shrinkOn);
  if (statuses !== undefined) return statuses;
  if (typeof cost !== 'function' && costMistake(cost) !== undefined) return costMistake(cost);
  if (typeof limits !== 'function' && limitsMistake(limits) !== undefined) return limitsMistake(limits);
  if (typeof paging === 'function') return undefined;
  const mistake = pagingMistake(paging);
  if (mistake !== undefined || typeof limits === 'function') return mistake;
  const [how, sizes] = [paging as Paging, limits as PageLimits | undefined];
  return firstOf(
    () => togetherMistake(how, sizes, params as ParamSpecs),
    () => resizeMistake(shrinkOn as readonly number[], how, sizes),
    () => bodyMistake(draft, how, sizes),
  );
};

/** Refuses a draft that cannot work, at once and with its mistake. */
export const checkDraft = (draft: unknown): void => {
  const given = isHash(draft) ? draft : {};
  const { params = {}, forms = {}, defaults = {}, path } = given;
  const specs = params as ParamSpecs;
  const mistake = firstOf(
    () => (isHash(draft) ? undefined : 'it must be an object'),
    () => unknownMember(given),
    () => identityMistake(given),
    () => partsMistake(given),
    () => formsMistake(path, specs, forms as Forms),
    () => defaultsMistake(defaults, specs),
    () => pagingMistakes(given),
  );
  if (mistake === undefined) return;
  throw new ConfigError({
    message: `the definition of this endpoint is wrong: ${mistake}`,
    advice: 'Mend the call of defineEndpoint.',
    context: typeof given['id'] === 'string' ? { endpoint: given['id'] } : {},
  });
};
