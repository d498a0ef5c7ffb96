import { page } from '../support/fixture.js';

export type WireItem = Readonly<Record<string, unknown>>;

/** A stable UUID. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** So many copies of the first item of a fixture, each with members of its own. */
export const copies = (
  path: string,
  itemsAt: string,
  count: number,
  own: (index: number) => WireItem,
): readonly WireItem[] => {
  const [first] = page(path, itemsAt).items;
  return Array.from({ length: count }, (_, index) => ({ ...(first as WireItem), ...own(index) }));
};
