/** Items left out of one reading that are named: the rest is counted. */
export const MOST_NAMED = 20;
