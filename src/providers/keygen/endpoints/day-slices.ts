/** Both ends are whole days, and belong to it. */
export interface Days {
  readonly start: string;
  readonly end: string;
}

const DAY_MS = 86_400_000;

/**
 * The server refuses more than 31 days. Its source counts whole days from the first moment to the last, so that 32 calendar
 * days pass; 31 pass however they are counted.
 */
const MOST_DAYS = 31;

/** The number of a day (of a moment in it, in UTC) since 1970. */
export const dayOf = (time: Date | string): number => Math.floor(new Date(time).getTime() / DAY_MS);

const written = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/**
 * Cuts a range of days into ranges that the server takes, oldest first: each day stands in one of them, and no range is a
 * single day, which the server refuses. They are of about equal length, so that none is left over.
 *
 * @param first the number of the first day.
 * @param last the number of the last day, at least one behind the first.
 */
export const daySlices = (first: number, last: number): readonly Days[] => {
  const days = last - first + 1;
  const count = Math.ceil(days / MOST_DAYS);
  const startOf = (index: number): number => first + Math.floor((index * days) / count);
  return Array.from({ length: count }, (_, index) => ({
    start: written(startOf(index)),
    end: written(startOf(index + 1) - 1),
  }));
};
