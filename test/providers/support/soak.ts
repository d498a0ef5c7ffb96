import type { Engine } from '../../../src/monitor/engine/engine.js';
import type { Source } from '../../../src/monitor/index.js';
import { LEVELS } from '../../../src/monitor/store/levels.js';
import type { ProviderId, Sandbox, SpendBy } from '../../../src/sandbox/index.js';
import { amountsOf, Stepped } from './monitored.js';

const DAY_MS = 86_400_000;
const BYS: readonly SpendBy[] = ['key', 'principal', 'project', 'model'];

/** What a monitor holds, as numbers of things. */
export interface Sizes {
  readonly series: number;
  readonly points: number;
  readonly entities: number;
  readonly counters: number;
  /** Columns of minutes, hours and days. */
  readonly columns: readonly number[];
}

/** A figure that is not the one of the data. */
interface Wrong {
  readonly what: string;
  readonly own: unknown;
  readonly expected: unknown;
}

/** The index of a monitor in this process: what it holds is nothing that a program asks for. */
const engineOf = ({ monitor }: Stepped): Engine => (monitor as unknown as { readonly engine: Engine }).engine;

export const sizesOf = (set: Stepped): Sizes => {
  const { entities, counters, figures } = engineOf(set).store;
  return {
    series: figures.series.size,
    points: figures.points.size,
    entities: entities.size,
    counters: counters.size,
    columns: LEVELS.map((level) => figures.points.slots(level).length),
  };
};

const startOfDay = (time: Date, back: number): Date =>
  new Date((Math.floor(time.getTime() / DAY_MS) - back) * DAY_MS);

/** Compares spend by everything with the sums of the sandbox's own data; returns what differs. */
export const wrongSums = async (
  set: Stepped,
  provider: ProviderId,
  windows: readonly (readonly [window: 'today' | '7d', daysBack: number])[],
): Promise<readonly Wrong[]> => {
  const to = new Date(set.box.control.now().getTime() + 1);
  const wrong: Wrong[] = [];
  for (const [window, back] of windows)
    for (const by of BYS) {
      const table = await set.see(set.monitor.spend({ by, window, limit: 500, where: { provider } }));
      const sums = set.box.control.spend(provider, by, { from: startOfDay(to, back), to });
      const own = amountsOf(table);
      const expected = Object.fromEntries(sums.map(({ id, amount }) => [id ?? 'null', `${amount} USD`]));
      const all = new Set([...Object.keys(own), ...Object.keys(expected)]);
      for (const id of all)
        if (own[id] !== expected[id])
          wrong.push({ what: `${provider} ${by} ${window} ${id}`, own: own[id], expected: expected[id] });
    }
  return wrong;
};

interface SoakOptions {
  readonly hours: number;
  readonly tickMs: number;
  /** How long the monitor goes on behind the last tick, so that it has read what happened then. Default 90 s. */
  readonly restMs?: number | undefined;
  /** Called after each hour of the sandbox. */
  readonly hour?: ((set: Stepped) => void) | undefined;
}

/** Lets a sandbox and a monitor of it live for some hours, on one clock. */
export const soak = async (
  box: Sandbox,
  sources: readonly Source[],
  { hours, tickMs, restMs = 90_000, hour }: SoakOptions,
): Promise<Stepped> => {
  const set = new Stepped(box, sources);
  await set.settle();
  const ticks = Math.round((hours * 3_600_000) / tickMs);
  const perHour = Math.max(1, Math.round(3_600_000 / tickMs));
  for (let tick = 1; tick <= ticks; tick += 1) {
    await set.tick(1, tickMs);
    // The list of all requests is what grows, and not what is looked at.
    box.control.clearRequests();
    if (tick % perHour === 0) hour?.(set);
  }
  await set.advance(restMs);
  return set;
};
