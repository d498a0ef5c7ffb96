import type { Paging } from '../paging/index.js';
import { aParam } from '../paging/config.js';
import { sizeNameOf, type PageLimits } from './page-size.js';
import type { ParamSpecs } from './params/index.js';

/** What is wrong with a part of an endpoint's definition, as a clause; undefined where nothing is. */
type Mistake = string | undefined;

/** The first mistake of several. */
export const firstOf = (...mistakes: readonly (() => Mistake)[]): Mistake => {
  for (const each of mistakes) {
    const mistake = each();
    if (mistake !== undefined) return mistake;
  }
  return undefined;
};

const isHash = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a value can page at all: made by a family, or by hand. */
export const pagingMistake = (value: unknown): Mistake => {
  if (!isHash(value))
    return 'its paging must be made by a family, such as lastId(), or be an object of its own';
  for (const name of ['first', 'next']) {
    if (typeof value[name] !== 'function') return `its paging has no function ${name}`;
  }
  const { params, items } = value;
  if (!Array.isArray(params) || params.some((name) => typeof name !== 'string' || name === ''))
    return 'the params of its paging must be an array of names';
  return typeof items === 'string' || typeof items === 'function' || Array.isArray(items)
    ? undefined
    : 'the items of its paging must be a path or a function of the body';
};

const sizeMistake = (name: string, value: unknown, least: number): Mistake =>
  value === undefined || (Number.isSafeInteger(value) && Number(value) >= least)
    ? undefined
    : `limits.${name} must be an integer of at least ${String(least)}, got ${JSON.stringify(value)}`;

const LIMITS = ['param', 'aliases', 'min', 'max'];

/** What is wrong with the page sizes. */
export const limitsMistake = (limits: unknown): Mistake => {
  if (limits === undefined) return undefined;
  if (!isHash(limits)) return 'its limits must be { param, min, max }';
  const { param, aliases = [], min = 1, max } = limits;
  const unknown = Object.keys(limits).find((name) => !LIMITS.includes(name));
  if (unknown !== undefined) return `its limits have no ${unknown}; known are ${LIMITS.join(', ')}`;
  const where = aParam(param);
  if (where !== undefined) return `limits.param ${where}`;
  if (!Array.isArray(aliases) || aliases.some((name) => typeof name !== 'string' || name === ''))
    return 'limits.aliases must be an array of names';
  return (
    sizeMistake('min', min, 0) ??
    sizeMistake('max', max, 1) ??
    (Number(max) < Number(min) ? `limits.max is below limits.min, ${String(min)}` : undefined)
  );
};

/** What is wrong with paging, page sizes and parameters taken together. */
export const togetherMistake = (
  { params }: Paging,
  limits: PageLimits | undefined,
  specs: ParamSpecs,
): Mistake => {
  const size = sizeNameOf(limits);
  const names = [...(size === undefined ? [] : [size]), ...(limits?.aliases ?? [])];
  const twice = names.find((name) => params.includes(name));
  if (twice !== undefined) return `${twice} is both the page size and a parameter of its paging`;
  const inPath = [...params, ...names].find((name) => specs[name]?.place === 'path');
  return inPath === undefined
    ? undefined
    : `${inPath} is part of its path, and cannot change from page to page`;
};

/** What is wrong with the weight of a request. */
export const costMistake = (cost: unknown): Mistake =>
  Number.isSafeInteger(cost) && Number(cost) >= 1
    ? undefined
    : `its cost must be an integer of at least 1, got ${String(cost)}`;

const isErrorStatus = (status: unknown): boolean =>
  Number.isInteger(status) && Number(status) >= 400 && Number(status) <= 599;

/** What is wrong with the statuses that shrink a page. */
export const shrinkMistake = (shrinkOn: unknown): Mistake =>
  Array.isArray(shrinkOn) && shrinkOn.every(isErrorStatus)
    ? undefined
    : 'its shrinkOn must be an array of statuses, such as [413, 502, 504]';

/** Pages can only shrink where there is a size, and where a position means the same row whatever the size. */
export const resizeMistake = (
  shrinkOn: readonly number[],
  { family, resizable = false }: Paging,
  limits: PageLimits | undefined,
): Mistake => {
  if (shrinkOn.length === 0) return undefined;
  if (limits === undefined) return 'its shrinkOn needs limits, which say where the page size goes';
  return resizable
    ? undefined
    : `its shrinkOn cannot work with ${family}: pages of another size would begin at other rows`;
};
