import { sumMoney, type Iso, type LastUsed, type Money } from '../../records/index.js';
import type { WatchRecord } from './lists.js';

/** The figures of some keys. */
export interface KeyFigures {
  readonly keys: number;
  /** Keys that were never used; undefined where the provider does not report the last use of any key. */
  readonly neverUsed: number | undefined;
}

/** The figures of one list. */
export interface Tally extends KeyFigures {
  readonly users: number;
  /** What is known of the use of each key, by its id. */
  readonly uses: ReadonlyMap<string, LastUsed['state']>;
  /** One sum for each currency. */
  readonly spend: readonly Money[];
  /** Items that should have a cost, and report none: the spend is at least what is reported. */
  readonly untold: number;
  /** Whether the spend is a running total since the beginning, or that of a period. */
  readonly cumulative: boolean;
  /** How far the costs reach. */
  readonly costsTo: Iso | undefined;
}

/** Returns the spend to compare from reading to reading: none where a part of it is not reported, which would look like a fall. */
export const wholeSpend = ({ spend, untold }: Tally): readonly Money[] => (untold > 0 ? [] : spend);

const latest = (times: readonly (Iso | undefined)[]): Iso | undefined =>
  times.reduce(
    (late, time) => (time !== undefined && (late === undefined || time > late) ? time : late),
    undefined,
  );

const keyFigures = (uses: readonly LastUsed['state'][]): KeyFigures => {
  const known = uses.filter((use) => use !== 'not_reported');
  return {
    keys: uses.length,
    neverUsed: known.length === 0 ? undefined : known.filter((use) => use === 'never').length,
  };
};

/** Returns the figures of the keys of a list that another one, which has the last word on them, does not hold. */
export const keysBeside = ({ uses }: Tally, decider: Tally): KeyFigures =>
  keyFigures([...uses].filter(([id]) => !decider.uses.has(id)).map(([, use]) => use));

/**
 * Returns the figures of the records of one reading.
 *
 * @param expectedCosts - how many costs there should be; default: as many as there are
 */
export const tallyOf = (records: readonly WatchRecord[], expectedCosts = 0): Tally => {
  const keys = records.filter((record) => record.type === 'credential');
  const costs = records.filter((record) => record.type === 'cost');
  const uses = new Map(keys.map(({ id, lastUsed }) => [id, lastUsed.state]));
  return {
    users: records.filter(({ type }) => type === 'principal').length,
    uses,
    ...keyFigures([...uses.values()]),
    spend: sumMoney(costs.map(({ cost }) => cost)),
    untold: Math.max(0, expectedCosts - costs.length),
    cumulative: costs.some(({ temporality }) => temporality === 'cumulative'),
    costsTo: latest(costs.map(({ asOf }) => asOf)),
  };
};
