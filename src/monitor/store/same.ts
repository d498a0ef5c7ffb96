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

/** Returns the names of the fields in which two records differ, apart from those that change with every reading. */
export const differences = <R extends object>(before: R, after: R): readonly string[] => {
  const names: string[] = [];
  for (const name in after)
    if (!OF_THE_READING.has(name) && !sameValue(before[name], after[name])) names.push(name);
  for (const name in before)
    if (!(name in after) && !OF_THE_READING.has(name) && before[name] !== undefined) names.push(name);
  return names;
};

/** Whether two readings of a record say the same. */
export const isSame = (before: object, after: object): boolean => differences(before, after).length === 0;
