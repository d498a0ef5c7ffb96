import type { Paging } from '../paging/index.js';
import {
  anInteger,
  anyOf,
  aParam,
  isFunction,
  isName,
  listOf,
  mistakeIn,
  must,
  names,
  optional,
  withMembers,
  type Check,
} from '../paging/config.js';
import { sizeNames, type PageLimits } from './page-size.js';
import type { ParamSpecs } from './params/index.js';
import { isText } from '../../operators/internal/isText.js';

/** What is wrong with a part of an endpoint's definition, as a clause; undefined where nothing is. */
type Mistake = string | undefined;

/** A paging: made by a family, or by hand. */
const aPaging: Check = must(
  'made by a family, such as lastId(), or an object with first, next, params and items',
  withMembers({
    first: isFunction,
    next: isFunction,
    params: listOf(isName),
    items: anyOf(isText, isFunction, Array.isArray),
  }),
);

const LIMITS: Readonly<Record<keyof PageLimits, Check>> = {
  param: aParam,
  aliases: optional(names),
  min: optional(anInteger(0)),
  max: optional(anInteger(1)),
};

/** What is wrong with the page sizes. */
const limitsMistake = (limits: unknown): Mistake => {
  if (limits === undefined) return undefined;
  const mistake = mistakeIn(limits, LIMITS, 'limits.');
  if (mistake !== undefined) return mistake;
  const { min = 1, max = Infinity } = limits as PageLimits;
  return max < min ? `limits.max is below limits.min, ${min}` : undefined;
};

/** What is wrong with paging, page sizes and parameters taken together. */
const togetherMistake = (
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
  if (limits === undefined) return 'shrinkOn needs limits, which say where the page size goes';
  return resizable
    ? undefined
    : `shrinkOn cannot work with ${family}: pages of another size would begin at other rows`;
};

/** The parts of a definition that may depend on the parameters of a call. */
export interface PagingParts {
  readonly paging: Paging;
  /** Page sizes, where the list takes one. */
  readonly limits: PageLimits | undefined;
  /** What a request counts for in the limiter. */
  readonly cost: number;
}

/** What is wrong with these parts, each by itself and together with the parameters. */
export const partsMistake = (
  { limits, ...parts }: Readonly<Record<keyof PagingParts, unknown>>,
  specs: ParamSpecs,
  shrinkOn: readonly number[],
): Mistake =>
  mistakeIn(parts, { paging: aPaging, cost: anInteger(1) }) ??
  limitsMistake(limits) ??
  togetherMistake(parts.paging as Paging, limits as PageLimits | undefined, specs, shrinkOn);
