import type { LeftOutItem } from '../../records/index.js';
import { isObject } from '../../../operators/internal/isObject.js';

/** Longer ids are no names. */
const LONGEST_ID = 100;

const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const textOf = (value: unknown): string | undefined => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && value.length <= LONGEST_ID ? value : undefined;
};

/** Returns the provider's own id of an item, where it has one that can be read. */
const idOfItem = (item: unknown): string | undefined => {
  try {
    return isObject(item) ? textOf(item.id) : undefined;
  } catch {
    return undefined;
  }
};

const defined = (item: LeftOutItem): LeftOutItem =>
  Object.fromEntries(
    Object.entries(item).filter(([, value]) => value !== undefined),
  ) as unknown as LeftOutItem;

const isNamed = (value: object): value is LeftOutItem => 'reason' in value;

const firstPath = (issues: unknown): string | undefined => {
  const first: unknown = Array.isArray(issues) ? issues[0] : undefined;
  return isObject(first) ? textOf(first.path) : undefined;
};

/** Returns the name of what a list could not decode, from the error that describes it, whatever its class. */
export const leftOutOf = (error: unknown): LeftOutItem => {
  if (!isObject(error)) return { reason: 'decode' };
  if (isNamed(error)) return error;
  const { itemId, pageIndex, itemIndex, rowIndex, issues } = error;
  return defined({
    reason: 'decode',
    id: textOf(itemId),
    page: numberOf(pageIndex),
    item: numberOf(itemIndex),
    row: numberOf(rowIndex),
    path: firstPath(issues),
  });
};

/** The item of a list of lists, and the one whose list it is in. */
const nestedOf = (item: unknown): { readonly item: unknown; readonly parent: unknown } =>
  isObject(item) && 'parent' in item && 'item' in item
    ? { item: item.item, parent: item.parent }
    : { item, parent: undefined };

/** Returns the name of an item that no record could be made of. */
export const unmappedOf = (item: unknown, page: number, at: number): LeftOutItem => {
  const own = nestedOf(item);
  return defined({ reason: 'map', id: idOfItem(own.item), of: idOfItem(own.parent), page, item: at });
};

/** Returns what was left out as one of a list of lists. */
export const inListOf = (invalid: readonly unknown[] | undefined, parent: unknown): readonly LeftOutItem[] =>
  (invalid ?? []).map((error) => defined({ ...leftOutOf(error), of: idOfItem(parent) }));
