import type { ParamSpecs } from '../endpoint/index.js';
import type { Params } from './catalog/entry.js';
import { UsageError } from './exit.js';

/**
 * Returns the parameters that texts of the form `name=value` mean; a repeated name makes a list.
 *
 * @throws UsageError for a text of another form and for a name that the list does not know.
 */
export const paramsFrom = (specs: ParamSpecs, pairs: readonly string[]): Params => {
  const texts = new Map<string, string[]>();
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--param takes name=value, got ${pair}`);
    const name = pair.slice(0, at);
    texts.set(name, [...(texts.get(name) ?? []), pair.slice(at + 1)]);
  }
  return Object.fromEntries(
    [...texts].map(([name, values]) => {
      const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
      if (spec === undefined) {
        const known = Object.keys(specs).join(', ') || 'none';
        throw new UsageError(`there is no parameter ${name}. Known parameters: ${known}.`);
      }
      const repeatable = /list of|by key|^range/.test(spec.type);
      if (values.length > 1 && !repeatable)
        throw new UsageError(`${name} takes one value, got ${String(values.length)}`);
      return [name, spec.parse(values)] as const;
    }),
  );
};
