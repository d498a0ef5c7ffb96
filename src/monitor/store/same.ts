import type { Ref } from '../../records/index.js';
import { sameData } from '../../../operators/internal/sameData.js';

/** What changes with every reading, and says nothing of the thing itself. */
const OF_THE_READING: ReadonlySet<string> = new Set(['uid', 'observedAt', 'asOf', 'revision', 'raw']);

const isRef = (value: object): value is Ref => 'source' in value && 'kind' in value && 'id' in value;

/** What a reference calls a thing is no part of what it names: somebody who takes another name owns the same keys. */
const sameObject = (a: object, b: object): boolean =>
  isRef(a) && isRef(b) ? a.source === b.source && a.kind === b.kind && a.id === b.id : sameData(a, b);

const sameValue = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null && sameObject(a, b));

/** How many fields of a record say something. */
const saidBy = (record: Readonly<Record<string, unknown>>): number => {
  let count = 0;
  for (const name in record) if (record[name] !== undefined) count += 1;
  return count;
};

/** Calls back for each field in which two records differ, apart from those that change with every reading, until that is enough. */
const eachDifference = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  isEnough: (name: string) => boolean,
): void => {
  let shared = 0;
  for (const name in after) {
    const was = before[name];
    if (was !== undefined) shared += 1;
    if (!sameValue(was, after[name]) && !OF_THE_READING.has(name) && isEnough(name)) return;
  }
  // Most records say of the same fields what they said before: whether any is gone is seen by their number.
  if (saidBy(before) === shared) return;
  for (const name in before)
    if (!(name in after) && !OF_THE_READING.has(name) && before[name] !== undefined && isEnough(name)) return;
};

/** Returns the names of the fields in which two records differ, apart from those that change with every reading. */
export const differences = <R extends object>(before: R, after: R): readonly string[] => {
  const names: string[] = [];
  eachDifference(
    before as Readonly<Record<string, unknown>>,
    after as Readonly<Record<string, unknown>>,
    (name) => {
      names.push(name);
      return false;
    },
  );
  return names;
};

/** Whether two readings of a record say the same. */
export const isSame = (before: object, after: object): boolean => {
  let isOther = false;
  eachDifference(
    before as Readonly<Record<string, unknown>>,
    after as Readonly<Record<string, unknown>>,
    () => (isOther = true),
  );
  return !isOther;
};
