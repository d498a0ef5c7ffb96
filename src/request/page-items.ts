import { PagingError, type ErrorContext } from '../http/errors.js';
import type { ItemsPlace, Paging } from '../paging/index.js';
import { atPath } from '../paging/place.js';
import { thrownBy } from '../endpoint/own-function.js';
import { isRecord } from '../../operators/internal/isObject.js';

/** The raw items of a body, and where they are in it. */
export interface FoundItems {
  readonly items: readonly unknown[];
  readonly place: ItemsPlace;
}

/** The place of the items in a body; an error of the caller's own function is reported as its mistake. */
export const itemsPlace = (paging: Paging, body: unknown, context: ErrorContext): ItemsPlace => {
  try {
    return paging.itemsOf?.(body) ?? paging.items;
  } catch (error) {
    throw new PagingError({ ...thrownBy('itemsOf of the paging', error), context });
  }
};

const valueAt = (body: unknown, place: ItemsPlace, context: ErrorContext): unknown => {
  if (typeof place !== 'function') return atPath(body, place);
  try {
    return place(body);
  } catch (error) {
    throw new PagingError({ ...thrownBy('the function at items of the paging', error), context });
  }
};

/** The items of a body, or the value in their place if there are none. */
export const findItems = (
  { one = false, nullItems }: Paging,
  place: ItemsPlace,
  body: unknown,
  context: ErrorContext,
): FoundItems | { readonly instead: unknown } => {
  const value = valueAt(body, place, context);
  if (one) return isRecord(value) ? { items: [value], place } : { instead: value };
  if (Array.isArray(value)) return { items: value as readonly unknown[], place };
  return value === null && nullItems === 'empty' ? { items: [], place } : { instead: value };
};
