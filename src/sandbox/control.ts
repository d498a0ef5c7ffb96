import type { Clock } from './clock.js';
import type { FaultBook } from './faults.js';
import type { Provider } from './http.js';
import type { OpenRecord } from './server.js';
import type { Script } from './incidents.js';
import { sumsOf } from './spend-sums.js';
import type { Control, Counts, ProviderId } from './types.js';

/** What a control drives. */
interface ControlConfig {
  readonly clock: Clock;
  readonly tickSeconds: number;
  readonly providers: readonly Provider[];
  readonly faults: FaultBook;
  readonly log: OpenRecord[];
  readonly script: Script;
}

/** The control over a sandbox. */
export function controlOf({ clock, tickSeconds, providers, faults, log, script }: ControlConfig): Control {
  let ticks = 0;
  const worldOf = (provider: ProviderId) => {
    const found = providers.find(({ id }) => id === provider);
    if (found === undefined) throw new Error(`the sandbox has no provider ${provider}`);
    return found.world;
  };
  return {
    faults,
    now: () => new Date(clock.ms()),
    tick: (n = 1) => {
      if (!Number.isSafeInteger(n) || n < 0)
        throw new RangeError(`tick takes a whole number, got ${String(n)}`);
      for (let done = 0; done < n; done += 1) {
        clock.advance(tickSeconds);
        ticks += 1;
        for (const { world } of providers) world.evolve(ticks);
        script.run();
      }
    },
    incidents: () => script.incidents(),
    counts: () =>
      Object.fromEntries(providers.map(({ id, world }) => [id, world.counts()])) as unknown as Counts,
    requests: () => log.map((record) => ({ ...record })),
    clearRequests: () => {
      log.length = 0;
    },
    insert: (provider, list, parent) => worldOf(provider).insert(list, parent),
    remove: (provider, list, id) => worldOf(provider).remove(list, id),
    items: (provider, list) => worldOf(provider).items(list),
    spend: (provider, by, { from, to }) =>
      sumsOf(worldOf(provider).spend?.(from.getTime(), to.getTime()) ?? [], by),
  };
}
