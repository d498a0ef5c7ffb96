import { option as O } from 'fp-ts';
import type { PageStart, RequestPlace } from '../paging/index.js';
import type { ConfigCode } from '../http/error-codes.js';
import { nameOf } from '../paging/config.js';

/** The page sizes that an endpoint takes. */
export interface PageLimits {
  /** Where the page size goes: the name of a query parameter, a header, or a member of the body of a POST. */
  readonly param: RequestPlace;
  /** Other wire names that mean the same; what they say is sent under `param`. */
  readonly aliases?: readonly string[];
  /** Smallest size. Default 1. */
  readonly min?: number;
  /** Largest documented size; absent where the vendor documents none: then only a size that the caller gives is sent. */
  readonly max?: number;
}

/** Refuses a call: throws. */
export type Fail = (code: ConfigCode, message: string, advice: string) => never;

const DEFAULT_PAGE_SIZE = 1000;

/** The name under which a request keeps its page size. */
export const sizeNameOf = (limits: PageLimits | undefined): string | undefined =>
  limits === undefined ? undefined : nameOf(limits.param);

/** Every name that a caller may say the page size under. */
export const sizeNames = (limits: PageLimits | undefined): readonly string[] =>
  limits === undefined ? [] : [nameOf(limits.param), ...(limits.aliases ?? [])];

const inRange = (name: string, size: number, { min = 1, max = Infinity }: PageLimits, fail: Fail): number => {
  if (Number.isSafeInteger(size) && size >= min && size <= max) return size;
  const range = max === Infinity ? `at least ${String(min)}` : `between ${String(min)} and ${String(max)}`;
  return fail(
    'config-page-size',
    `${name} must be an integer ${range}, got ${String(size)}`,
    'Give a size that the vendor accepts, or leave it out.',
  );
};

/** A size as a caller gave it: what is no number at all is refused here, since a list without sizes has no range. */
const asNumber = (name: string, value: unknown, fail: Fail): number =>
  typeof value === 'number'
    ? value
    : fail(
        'config-page-size',
        `${name} must be an integer, got ${JSON.stringify(value)}`,
        'Give a number of items.',
      );

/** The sizes that the caller gave, by the names that they were given under. */
const sizesGiven = (
  limits: PageLimits | undefined,
  params: Readonly<Record<string, unknown>>,
  pageSize: unknown,
  fail: Fail,
): [string, number][] =>
  [['pageSize', pageSize] as const, ...sizeNames(limits).map((name) => [name, params[name]] as const)]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => [name, asNumber(name, value, fail)]);

/** The page size to ask for: what the caller said, in whichever of its names, or the documented maximum. */
export const sizeOf = (
  limits: PageLimits | undefined,
  params: Readonly<Record<string, unknown>>,
  pageSize: unknown,
  fail: Fail,
): PageStart['size'] => {
  const [chosen, ...others] = sizesGiven(limits, params, pageSize, fail);
  if (limits === undefined) {
    return chosen === undefined
      ? O.none
      : fail('config-page-size', 'this list takes no page size', 'Leave pageSize out.');
  }
  const param = nameOf(limits.param);
  if (chosen === undefined) {
    return limits.max === undefined
      ? O.none
      : O.some({ param, value: Math.min(limits.max, DEFAULT_PAGE_SIZE) });
  }
  const [name, size] = chosen;
  const different = others.find(([, value]) => value !== size);
  if (different !== undefined) {
    return fail(
      'config-conflict',
      `${name} is ${String(size)} and ${different[0]} is ${String(different[1])}`,
      'Give one of them: they mean the same thing.',
    );
  }
  return O.some({ param, value: inRange(name, size, limits, fail) });
};
