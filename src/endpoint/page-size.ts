import { option as O } from 'fp-ts';
import type { PageStart, RequestPlace } from '../paging/index.js';
import type { ConfigCode } from '../http/error-codes.js';
import { nameOf, shown } from '../paging/config.js';

/** The page sizes that an endpoint takes. */
export interface PageLimits {
  /** Where the page size goes: the name of a query parameter, a header, or a member of the body of a POST. */
  readonly param: RequestPlace;
  /** Other wire names that mean the same; what they say is sent under `param`. Default: none. */
  readonly aliases?: readonly string[];
  /** Smallest size. Default 1. */
  readonly min?: number;
  /** Largest documented size. Default: the vendor documents none, and only a size that the caller gives is sent. */
  readonly max?: number;
}

/** Refuses a call: throws. */
export type Fail = (code: ConfigCode, message: string, advice: string) => never;

const DEFAULT_PAGE_SIZE = 1000;

/** Every name that a caller may say the page size under; the first one is that under which a request keeps it. */
export const sizeNames = (limits: PageLimits | undefined): readonly string[] =>
  limits === undefined ? [] : [nameOf(limits.param), ...(limits.aliases ?? [])];

/** The name under which a request keeps its page size. */
export const sizeNameOf = (limits: PageLimits | undefined): string | undefined =>
  limits === undefined ? undefined : nameOf(limits.param);

/** The page size to ask for: what the caller said, in whichever of its names, or the documented maximum. */
export const sizeOf = (
  limits: PageLimits | undefined,
  params: Readonly<Record<string, unknown>>,
  pageSize: unknown,
  fail: Fail,
): PageStart['size'] => {
  const [param = '', ...aliases] = sizeNames(limits);
  const { min = 1, max = Infinity } = limits ?? {};
  const [chosen, ...others] = [
    ['pageSize', pageSize] as const,
    ...[param, ...aliases].map((name) => [name, params[name]] as const),
  ].filter(([, value]) => value !== undefined);
  if (chosen === undefined) {
    return max === Infinity ? O.none : O.some({ param, value: Math.min(max, DEFAULT_PAGE_SIZE) });
  }
  const [name, value] = chosen;
  if (limits === undefined) fail('config-page-size', 'this list takes no page size', 'Leave pageSize out.');
  if (!Number.isSafeInteger(value) || Number(value) < min || Number(value) > max) {
    const range = max === Infinity ? `of at least ${min}` : `between ${min} and ${max}`;
    fail(
      'config-page-size',
      `${name} must be an integer ${range}, got ${shown(value)}`,
      'Give a size that the vendor accepts, or leave it out.',
    );
  }
  const different = others.find(([, other]) => other !== value);
  if (different !== undefined) {
    fail(
      'config-conflict',
      `${name} is ${String(value)} and ${different[0]} is ${String(different[1])}`,
      'Give one of them: they mean the same thing.',
    );
  }
  return O.some({ param, value: Number(value) });
};
