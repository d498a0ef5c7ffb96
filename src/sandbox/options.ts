import { END_OF_TIME_MS } from './clock.js';
import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { shown } from './rules.js';
import type { SandboxOptions } from './types.js';

/** The options of a sandbox with their defaults in place. */
export type ResolvedOptions = Required<Omit<SandboxOptions, 'tickMs'>> & Pick<SandboxOptions, 'tickMs'>;

const YEAR_SECONDS = 366 * 86_400;

/** Ten million records: more than a process holds well. */
const MAX_SCALE = 1000;

const isBetween = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && value >= least && value <= most;

const isWholeBetween = (value: unknown, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && isBetween(value, least, most);

const isOneOf = (value: unknown, ...choices: readonly string[]): boolean =>
  typeof value === 'string' && choices.includes(value);

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';

const rangesOf = (
  options: ResolvedOptions,
): readonly (readonly [keyof SandboxOptions, boolean, string])[] => {
  const { seed, port, layout, now, tickMs, tickSeconds, scale, temporaryKeys, amounts } = options;
  return [
    ['seed', Number.isSafeInteger(seed), 'a whole number'],
    ['port', isWholeBetween(port, 0, 65_535), 'a whole number from 0 to 65535'],
    ['layout', isOneOf(layout, 'prefixes', 'ports'), 'prefixes or ports'],
    ['now', now instanceof Date && isBetween(now.getTime(), 0, END_OF_TIME_MS), 'a date from 1970 to 9999'],
    [
      'tickMs',
      tickMs === undefined || isWholeBetween(tickMs, 1, MAX_TIMER_MS),
      'whole milliseconds, 1 or more',
    ],
    [
      'tickSeconds',
      isBetween(tickSeconds, 0.001, YEAR_SECONDS),
      'seconds, at least 0.001 and at most a year',
    ],
    ['scale', scale > 0 && isBetween(scale, 0, MAX_SCALE), `more than 0, at most ${String(MAX_SCALE)}`],
    ['temporaryKeys', isOneOf(temporaryKeys, 'envelope', 'array'), 'envelope or array'],
    ['amounts', isOneOf(amounts, 'number', 'string'), 'number or string'],
    ...(['rateLimits', 'unref', 'cors', 'incidents'] as const).map(
      (name) => [name, isBoolean(options[name]), 'true or false'] as const,
    ),
  ];
};

/** Returns options with their defaults; throws a RangeError for one that makes no sense. */
export const resolveOptions = (options: SandboxOptions): ResolvedOptions => {
  const { seed = 7, port = 0, layout = 'prefixes', tickSeconds = 60, scale = 1, unref = false } = options;
  const { now = new Date('2026-01-15T12:00:00Z'), rateLimits = true, cors = false } = options;
  const { temporaryKeys = 'envelope', amounts = 'number', incidents = false, tickMs } = options;
  const resolved: ResolvedOptions = {
    ...{
      seed,
      port,
      layout,
      now,
      tickSeconds,
      scale,
      unref,
      rateLimits,
      cors,
      temporaryKeys,
      amounts,
      incidents,
    },
    ...(tickMs === undefined ? {} : { tickMs }),
  };
  const wrong = rangesOf(resolved).find(([, fits]) => !fits);
  if (wrong !== undefined)
    throw new RangeError(`${wrong[0]} must be ${wrong[2]}, got ${shown(resolved[wrong[0]])}`);
  return resolved;
};
