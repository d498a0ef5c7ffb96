import { sumMoney, type Iso, type Money } from '../../records/index.js';
import { PROVIDERS, type ProviderName } from '../accounts.js';
import type { DownReason } from '../reason.js';
import type { Figure, WatchList } from './lists.js';
import type { Holes } from './read.js';
import { keysBeside, type KeyFigures, type Tally } from './tally.js';

/** What happens to one list. */
export type ListEvent =
  | { readonly kind: 'page'; readonly source: string; readonly items: number }
  | {
      readonly kind: 'read';
      readonly source: string;
      readonly tally: Tally;
      /** What the reading lacks. Default: nothing. */
      readonly holes?: Holes | undefined;
      readonly at: Date;
    }
  | (DownReason & {
      readonly kind: 'down';
      readonly source: string;
      /** When it is tried again; undefined when it is not. */
      readonly retryAt: Date | undefined;
    });

interface ListState extends Pick<WatchList, 'source' | 'provider' | 'reports' | 'decidedBy'> {
  /** Items of the reading that is under way. */
  readonly soFar: number;
  readonly tally: Tally | undefined;
  /** Its keys without those that the list with the last word holds, too. */
  readonly own: KeyFigures | undefined;
  readonly holes: Holes;
  readonly readAt: Date | undefined;
  readonly down: (DownReason & { readonly retryAt: Date | undefined }) | undefined;
}

/** What is known of all lists, by source. */
export type WatchState = Readonly<Record<string, ListState>>;

const WHOLE: Holes = { leftOut: 0, failed: 0 };

/** Nothing is known yet. */
export const initialState = (lists: readonly WatchList[]): WatchState =>
  Object.fromEntries(
    lists.map(({ source, provider, reports, decidedBy }) => [
      source,
      {
        ...{ source, provider, reports, decidedBy, soFar: 0, holes: WHOLE },
        ...{ tally: undefined, own: undefined, readAt: undefined, down: undefined },
      },
    ]),
  );

const after = (list: ListState, event: ListEvent): ListState => {
  switch (event.kind) {
    case 'page':
      return { ...list, soFar: event.items };
    case 'read':
      return {
        ...{ ...list, soFar: 0, tally: event.tally, own: event.tally },
        ...{ holes: event.holes ?? WHOLE, readAt: event.at, down: undefined },
      };
    case 'down':
      return {
        ...list,
        soFar: 0,
        down: { reason: event.reason, isHeld: event.isHeld, retryAt: event.retryAt },
      };
  }
};

/** Returns the state after an event; an event of an unknown list changes nothing. */
export const reduce = (state: WatchState, event: ListEvent): WatchState => {
  const list = state[event.source];
  if (list === undefined) return state;
  const next = { ...state, [event.source]: after(list, event) };
  return event.kind === 'read' ? counted(next, event.source) : next;
};

/** Counts the keys of a list that was read, and of those over which it has the last word, once each. */
const counted = (state: WatchState, read: string): WatchState =>
  Object.fromEntries(
    Object.entries(state).map(([source, list]) => {
      const decider = list.decidedBy === undefined ? undefined : state[list.decidedBy]?.tally;
      const touched = list.tally !== undefined && (source === read || list.decidedBy === read);
      const own = decider === undefined || !touched ? undefined : keysBeside(list.tally, decider);
      return [source, own === undefined ? list : { ...list, own }];
    }),
  );

/**
 * A figure of one provider: `none` where the provider has no such list, `pending` where nothing was read yet, `atLeast`
 * where a part is missing.
 */
export type Shown<T> =
  | { readonly is: 'none' }
  | { readonly is: 'pending' }
  | { readonly is: 'known'; readonly value: T; readonly atLeast: boolean };

/** How a provider does. */
export type Health = 'reading' | 'live' | 'partial' | 'stale' | 'down';

/** One line of the screen. */
export interface ProviderRow {
  readonly provider: ProviderName;
  readonly users: Shown<number>;
  readonly keys: Shown<number>;
  readonly neverUsed: Shown<number>;
  readonly spend: Shown<{
    readonly sums: readonly Money[];
    readonly cumulative: boolean;
    readonly to: Iso | undefined;
  }>;
  /** The time of the oldest of the readings that the line is made of. */
  readonly asOf: Date | undefined;
  readonly health: Health;
  /** What is down, and why; empty when all is well. */
  readonly reasons: readonly (DownReason & {
    readonly list: string;
    readonly retryAt: Date | undefined;
  })[];
  /** What the last readings lack; empty when all came. */
  readonly holes: readonly (Holes & { readonly list: string })[];
  /** Items that came so far in first readings. */
  readonly soFar: number;
}

const figure = <T, F>(
  lists: readonly ListState[],
  name: Figure,
  figuresOf: (list: ListState) => F | undefined,
  combine: (figures: readonly F[]) => T | undefined,
  isFloor: (figures: F) => boolean = () => false,
): Shown<T> => {
  const reporting = lists.filter(({ reports }) => reports.includes(name));
  if (reporting.length === 0) return { is: 'none' };
  const known = reporting.flatMap((list) => figuresOf(list) ?? []);
  if (known.length === 0) return { is: 'pending' };
  const value = combine(known);
  const atLeast = known.length < reporting.length || reporting.some(isHoled) || known.some(isFloor);
  if (value === undefined) return atLeast ? { is: 'pending' } : { is: 'none' };
  return { is: 'known', value, atLeast };
};

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

const neverUsed = (figures: readonly KeyFigures[]): number | undefined => {
  const known = figures.flatMap((each) => (each.neverUsed === undefined ? [] : [each.neverUsed]));
  return known.length === 0 ? undefined : total(known);
};

const spendOf = (tallies: readonly Tally[]) => ({
  sums: sumMoney(tallies.flatMap(({ spend }) => spend)),
  cumulative: tallies.some(({ cumulative }) => cumulative),
  to: tallies.map(({ costsTo }) => costsTo).find((to) => to !== undefined),
});

const isHoled = ({ holes }: ListState): boolean => holes.leftOut + holes.failed > 0;

const healthOf = (lists: readonly ListState[]): Health => {
  const down = lists.filter((list) => list.down !== undefined).length;
  const read = lists.filter(({ tally }) => tally !== undefined).length;
  if (down === lists.length) return read === 0 ? 'down' : 'stale';
  if (down > 0 || lists.some(isHoled)) return 'partial';
  return read < lists.length ? 'reading' : 'live';
};

const tallyIn = ({ tally }: ListState): Tally | undefined => tally;
const ownIn = ({ own }: ListState): KeyFigures | undefined => own;

const nameOf = ({ source }: ListState): string => source.slice(source.indexOf('/') + 1);

const rowOf = (provider: ProviderName, lists: readonly ListState[]): ProviderRow => {
  const times = lists.flatMap(({ readAt }) => (readAt === undefined ? [] : [readAt.getTime()]));
  return {
    provider,
    users: figure(lists, 'users', tallyIn, (tallies) => total(tallies.map(({ users }) => users))),
    keys: figure(lists, 'keys', ownIn, (figures) => total(figures.map(({ keys }) => keys))),
    neverUsed: figure(lists, 'keys', ownIn, neverUsed),
    spend: figure(lists, 'spend', tallyIn, spendOf, ({ untold }) => untold > 0),
    asOf: times.length === 0 ? undefined : new Date(Math.min(...times)),
    health: healthOf(lists),
    reasons: lists.flatMap((list) => (list.down === undefined ? [] : [{ list: nameOf(list), ...list.down }])),
    holes: lists.filter(isHoled).map((list) => ({ list: nameOf(list), ...list.holes })),
    soFar: total(lists.map(({ tally, soFar }) => (tally === undefined ? soFar : 0))),
  };
};

/** Returns one line for each provider that is watched. */
export const rowsOf = (state: WatchState): readonly ProviderRow[] =>
  PROVIDERS.flatMap((provider) => {
    const lists = Object.values(state).filter(
      (list) => list.provider === provider && list.reports.length > 0,
    );
    return lists.length === 0 ? [] : [rowOf(provider, lists)];
  });
