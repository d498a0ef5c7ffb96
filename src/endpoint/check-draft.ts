import { either as E } from 'fp-ts';
import { ConfigError } from '../http/errors.js';
import { headerFault } from '../http/header-fault.js';
import {
  aFunction,
  anyOf,
  aText,
  isFunction,
  isName,
  listOf,
  mistakeIn,
  must,
  oneOf,
  optional,
  withMembers,
  type Check,
  type Fits,
} from '../paging/config.js';
import { partsMistake, type PagingParts } from './definition.js';
import { movingInBody } from './moving.js';
import type { ParamSpecs } from './params/index.js';
import { isRecord } from '../../operators/internal/isObject.js';
import { isText } from '../../operators/internal/isText.js';

/** Another way in which a vendor offers the same list: another method, another path, or both. */
export interface EndpointForm {
  /** Default: the endpoint's own. */
  readonly method?: 'GET' | 'POST';
  /** Default: the endpoint's own. */
  readonly path?: string;
}

/** The parts of a draft that are looked at together, when each of them alone is what it must be. */
interface Draft {
  readonly path: string;
  readonly paging: unknown;
  readonly limits?: unknown;
  readonly cost?: unknown;
  readonly shrinkOn?: readonly number[];
  readonly params?: ParamSpecs;
  readonly method?: EndpointForm['method'];
  readonly defaults?: object;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly forms?: Readonly<Record<string, EndpointForm>>;
}

type Mistake = string | undefined;

const anObject = must('an object', isRecord);

const aCodec = must('a codec', withMembers({ decode: isFunction }));

const aPath = must(
  'a text that starts with a slash, and holds neither a query nor a fragment: give parameters, with defaults',
  (value) => isText(value) && /^\/[^?#]*$/.test(value),
);

const isParam = withMembers({ check: isFunction });

const isErrorStatus: Fits = (status) =>
  Number.isInteger(status) && Number(status) >= 400 && Number(status) <= 599;

/** Looked at together, and by each call where it depends on the parameters. */
const later: Check = () => undefined;

/** What each part must be by itself. */
const PARTS: Readonly<Record<string, Check>> = {
  id: must(
    'provider and resource, joined by dots',
    (value) => isText(value) && /^[\w-]+(\.[\w-]+)+$/.test(value),
  ),
  path: aPath,
  key: must(
    'an array of paths, arrays of keys or functions: an endpoint needs a key, which identifies an item',
    listOf(anyOf(isText, isFunction, listOf(isText)), 1),
  ),
  paging: later,
  item: aCodec,
  rows: optional(aText),
  amounts: optional(aFunction),
  method: optional(oneOf('GET', 'POST')),
  forms: optional(anObject),
  params: optional(
    must(
      'an object of parameters, each with a name, and made by text() and the like',
      (value) => isRecord(value) && !('' in value) && Object.values(value).every(isParam),
    ),
  ),
  defaults: optional(anObject),
  envelope: optional(aCodec),
  limits: later,
  cost: later,
  shrinkOn: optional(must('an array of statuses, such as [413, 502, 504]', listOf(isErrorStatus))),
  headers: optional((value) => (isRecord(value) ? undefined : 'must be an object')),
  credential: optional(aText),
  doc: optional(aText),
  docs: optional(aText),
};

/** What is in a path must be a parameter of it, and the other way round. */
const pathMistake = (path: string, params: ParamSpecs): Mistake => {
  const inPath = Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name = '']) => name);
  const segments = Object.keys(params).filter((name) => params[name]?.place === 'path');
  const odd = [...inPath, ...segments].find((name) => !inPath.includes(name) || !segments.includes(name));
  return odd === undefined
    ? undefined
    : `{${odd}} must be part of its path, and a parameter made with segment()`;
};

const pathsMistake = ({ path, params = {}, forms = {} }: Draft): Mistake => {
  for (const each of [path, ...Object.values(forms).flatMap((form) => form.path ?? [])]) {
    const mistake = mistakeIn({ path: each }, { path: aPath }) ?? pathMistake(each, params);
    if (mistake !== undefined) return mistake;
  }
  return undefined;
};

/** A form must be one that its parameter takes, and a default one of a parameter. */
const namesMistake = ({ params = {}, forms = {}, defaults = {} }: Draft): Mistake => {
  const { form } = params;
  const unfit = Object.keys(forms).find((name) => form === undefined || E.isLeft(form.check(name)));
  if (unfit !== undefined) return `its form ${unfit} needs a parameter form, made with mode(), that takes it`;
  const unknown = Object.keys(defaults).find((name) => !Object.hasOwn(params, name));
  return unknown === undefined ? undefined : `its defaults name ${unknown}, and there is no such parameter`;
};

/** A GET has no body, in whichever form: a position there could never be sent. */
const bodyMistake = ({ method = 'GET', forms = {}, params = {} }: Draft, parts: PagingParts): Mistake => {
  const methods = [method, ...Object.values(forms).map((form) => form.method)];
  const [name] = methods.includes('POST') ? [] : movingInBody(parts, params);
  return name === undefined ? undefined : `${name} goes into the body of a POST, and its method is GET`;
};

/** What can be said of paging and page sizes before the parameters of a call are known. */
const pagingMistake = (draft: Draft): Mistake => {
  const { paging, limits, cost = 1, params = {}, shrinkOn = [] } = draft;
  if ([paging, limits, cost].some(isFunction)) return undefined;
  const parts = { paging, limits, cost };
  return partsMistake(parts, params, shrinkOn) ?? bodyMistake(draft, parts as PagingParts);
};

const mistakeOf = (value: unknown): Mistake => {
  if (isRecord(value) && 'pagingOf' in value) return 'it is an endpoint already, or a copy of one';
  const mistake = mistakeIn(value, PARTS);
  if (mistake !== undefined) return mistake;
  const draft = value as Draft;
  return (
    headerFault(draft.headers ?? {}) ?? pathsMistake(draft) ?? namesMistake(draft) ?? pagingMistake(draft)
  );
};

/** Refuses a draft that cannot work, at once and with its mistake. */
export const checkDraft = (draft: unknown): void => {
  const mistake = mistakeOf(draft);
  if (mistake === undefined) return;
  const id = isRecord(draft) ? draft['id'] : undefined;
  throw new ConfigError({
    code: 'config-definition',
    message: `the definition of this endpoint is wrong: ${mistake}`,
    advice: 'Fix the call of defineEndpoint.',
    context: isName(id) ? { endpoint: id } : {},
  });
};
