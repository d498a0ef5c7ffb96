// When something was last seen, from the small chart of its row.
import type { SpendTable } from 'headwater/monitor';

/**
 * The end of the last step with a figure above zero, never later than the window ends: when it was last seen, at the latest.
 * Undefined where no step has one.
 */
export const lastSeen = (
  values: readonly (number | null)[],
  { from, to }: Pick<SpendTable, 'from' | 'to'>,
): string | undefined => {
  const last = values.reduce<number>((found, value, step) => ((value ?? 0) > 0 ? step : found), -1);
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (last < 0 || !(end > start)) return undefined;
  return new Date(start + ((last + 1) / values.length) * (end - start)).toISOString();
};
