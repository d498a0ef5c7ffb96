import type { ParamKind, ParamSpecs } from '../walk/index.js';
import type { Params } from './catalog/entry.js';
import { UsageError } from './exit.js';
import { orNearest } from './near.js';
import { isRelative, TIME_WORDS, timeFrom } from './times.js';

const REPEATABLE: readonly ParamKind[] = ['list', 'hash', 'timeRange'];

const textsOf = (pairs: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const texts = new Map<string, readonly string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--param takes name=value, got ${pair}`);
    const name = pair.slice(0, at);
    texts.set(name, [...(texts.get(name) ?? []), pair.slice(at + 1)]);
  }
  return texts;
};

const timeOf = (name: string, text: string, now: Date): Date => {
  const time = timeFrom(text, now);
  if (time === undefined) throw new UsageError(`${name} takes a time: ${TIME_WORDS}. Got ${text}`);
  return time;
};

/** The ends of a range, written `end=time`; what names no end is left for the parameter to refuse. */
const endsOf = (name: string, texts: readonly string[], now: Date): Params | undefined =>
  texts.every((text) => text.indexOf('=') > 0)
    ? Object.fromEntries(
        texts.map((text) => {
          const at = text.indexOf('=');
          const end = text.slice(0, at);
          return [end, timeOf(`${name}=${end}`, text.slice(at + 1), now)];
        }),
      )
    : undefined;

/**
 * Returns the pairs that say a time relative to now, with the time itself in its place: what a walk that goes on tomorrow
 * must be given.
 */
export const fixedTimes = (specs: ParamSpecs, pairs: readonly string[], now: Date): readonly string[] =>
  pairs.flatMap((pair) => {
    const [name = '', ...ends] = pair.split('=');
    const text = ends.pop() ?? '';
    const kind = Object.hasOwn(specs, name) ? specs[name]?.kind : undefined;
    const isTime = (kind === 'time' && ends.length === 0) || (kind === 'timeRange' && ends.length === 1);
    if (!isTime || !isRelative(text)) return [];
    return [[name, ...ends, timeOf(name, text, now).toISOString()].join('=')];
  });

const valueOf = (name: string, spec: ParamSpecs[string], values: readonly string[], now: Date): unknown => {
  if (spec.kind === 'time') return timeOf(name, values[0] ?? '', now);
  return (spec.kind === 'timeRange' ? endsOf(name, values, now) : undefined) ?? spec.parse(values);
};

/**
 * Returns the parameters that texts of the form `name=value` mean; a repeated name makes a list.
 *
 * @param now what `today` and `24h` count from
 *
 * @throws UsageError for a text of another form, for a name that the list does not know, and for a malformed time.
 */
export const paramsFrom = (specs: ParamSpecs, pairs: readonly string[], now: Date): Params =>
  Object.fromEntries(
    [...textsOf(pairs)].map(([name, values]) => {
      const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
      if (spec === undefined) {
        const known = Object.keys(specs);
        throw new UsageError(
          `there is no parameter ${name}.${orNearest(name, known)} Known parameters: ${known.join(', ') || 'none'}.`,
        );
      }
      if (values.length > 1 && !REPEATABLE.includes(spec.kind))
        throw new UsageError(`${name} takes one value, got ${String(values.length)}`);
      return [name, valueOf(name, spec, values, now)] as const;
    }),
  );
