import type { FeedState } from './feed-state.js';
import { UNIT_MS, type Level } from './levels.js';

/**
 * Whether slots of a level are made of the buckets of a feed. Of feeds that read one list in several widths, it is the widest that
 * fits into a slot, and where none does, the narrowest.
 */
export const makesSlots = ({ info }: FeedState, feeds: readonly FeedState[], level: Level): boolean => {
  const { reads, widthMs } = info;
  if (reads === undefined || widthMs === undefined) return true;
  const widths = feeds.flatMap((each) => (each.info.reads === reads ? (each.info.widthMs ?? []) : []));
  const fitting = widths.filter((width) => width <= UNIT_MS[level]);
  return widthMs === (fitting.length > 0 ? Math.max(...fitting) : Math.min(...widths));
};
