import type { Paging } from '../paging/index.js';
import {
  anInteger,
  anyOf,
  aParam,
  isFunction,
  isName,
  isText,
  listOf,
  mistakeIn,
  must,
  names,
  optional,
  type Check,
  type Fits,
} from '../paging/config.js';
import { sizeNameOf, sizeNames, type PageLimits } from './page-size.js';
import type { ParamSpecs } from './params/index.js';
import { isRecord } from '../../operators/internal/isObject.js';

/** What is wrong with a part of an endpoint's definition, as a clause; undefined where nothing is. */
type Mistake = string | undefined;

const PAGING: Readonly<Record<string, Fits>> = {
  first: isFunction,
  next: isFunction,
  params: listOf(isName),
  items: anyOf(isText, isFunction, Array.isArray),
};

/** A paging: made by a family, or by hand. */
export const aPaging: Check = must(
  'made by a family, such as lastId(), or an object with first, next, params and items',
  (value) => isRecord(value) && Object.entries(PAGING).every(([name, fits]) => fits(value[name])),
);

const LIMITS: Readonly<Record<keyof PageLimits, Check>> = {
  param: aParam,
  aliases: optional(names),
  min: optional(anInteger(0)),
  max: optional(anInteger(1)),
};

/** What is wrong with the page sizes. */
export const limitsMistake = (limits: unknown): Mistake => {
  if (limits === undefined) return undefined;
  const mistake = mistakeIn(limits, LIMITS, 'limits.');
  if (mistake !== undefined) return mistake;
  const { min = 1, max = Infinity } = limits as PageLimits;
  return max < min ? `limits.max is below limits.min, ${String(min)}` : undefined;
};

/** The weight of a request. */
export const aCost: Check = anInteger(1);

/** The same, or a function of the parameters that gives it. */
export const orFunction =
  (check: Check): Check =>
  (value) =>
    isFunction(value) ? undefined : check(value);

/** What is wrong with paging, page sizes and parameters taken together. */
export const togetherMistake = (
  { params, family, resizable = false }: Paging,
  limits: PageLimits | undefined,
  specs: ParamSpecs,
  shrinkOn: readonly number[],
): Mistake => {
  const sizes = sizeNames(limits);
  const twice = sizes.find((name) => params.includes(name));
  if (twice !== undefined) return `${twice} is both the page size and a parameter of its paging`;
  const inPath = [...params, ...sizes].find((name) => specs[name]?.place === 'path');
  if (inPath !== undefined) return `${inPath} is part of its path, and cannot change from page to page`;
  if (shrinkOn.length === 0) return undefined;
  if (sizeNameOf(limits) === undefined) return 'shrinkOn needs limits, which say where the page size goes';
  return resizable
    ? undefined
    : `shrinkOn cannot work with ${family}: pages of another size would begin at other rows`;
};
