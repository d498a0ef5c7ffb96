// Which lists a panel rests on, and what it says where they cannot be read or are not as they were.
import type { DriftRow, SourceRow } from 'headwater/monitor';
import { docsOf, lackOf } from './credentials.js';

/** A kind of records that a panel shows. */
export type Need = NonNullable<SourceRow['gives']>[number];

/** Why a panel has nothing to show, and where one reads what to do. */
interface Dark {
  readonly text: string;
  readonly docs?: string;
}

/** A list that does not say what it gives may give anything. */
const mayGive = ({ gives }: SourceRow, needs: readonly Need[] | undefined): boolean =>
  gives === undefined || needs === undefined || gives.some((type) => needs.includes(type));

/** A credential opened it never: what was read before is still shown. */
const isShut = ({ state, lastSuccessAt }: SourceRow): boolean =>
  (state === 'forbidden' || state === 'auth') && lastSuccessAt === undefined;

/**
 * Why a panel stays dark: no credential may read any list that it rests on. Undefined where one of them can be read, or fails for
 * another cause.
 *
 * @param needs the records that it shows; undefined of a panel that rests on all lists
 */
export const darkOf = (rows: readonly SourceRow[], needs?: readonly Need[]): Dark | undefined => {
  const lists = rows.filter((row) => mayGive(row, needs));
  if (lists.length === 0 || !lists.every(isShut)) return undefined;
  const said = new Map<string, Set<string>>();
  for (const row of lists) {
    const text = lackOf(row);
    if (text === undefined) continue;
    const sources = said.get(text) ?? new Set();
    said.set(text, sources.add(row.source));
  }
  const docs = lists.map(({ provider }) => docsOf(provider)).find((address) => address !== undefined);
  const text = [...said].map(([what, sources]) => `${[...sources].join(', ')}: ${what}`).join(' ');
  return { text, ...(docs === undefined ? {} : { docs }) };
};

/** Whether a list that a panel rests on is out of date: what it shows is how things were. */
export const isStaleOn = (rows: readonly SourceRow[], needs: readonly Need[]): boolean =>
  rows.some((row) => row.state === 'stale' && mayGive(row, needs));

/** Where replies that a panel rests on are not as they were, other than by something that is new in them. */
export const driftOn = (
  drift: readonly DriftRow[],
  rows: readonly SourceRow[],
  needs: readonly Need[],
): readonly DriftRow[] => {
  const lists = new Set(
    rows
      .filter(({ gives }) => gives?.some((type) => needs.includes(type)) === true)
      .map(({ source, feed }) => `${source}/${feed}`),
  );
  return drift.filter(
    ({ source, feed, severity }) => severity === 'breaking' && lists.has(`${source}/${feed}`),
  );
};

/** What drifted, in words. */
export const driftText = (rows: readonly DriftRow[]): string =>
  rows.map(({ source, feed, path, change }) => `${source} ${feed}: ${path} ${change}`).join('; ');
