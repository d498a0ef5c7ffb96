import type { Series } from './shapes.js';

/**
 * Returns how many steps of a series, from the first on, are known to their end: values of later ones can still grow, so that a
 * small one there is no fall. A gateway of an older version says no more than whether the last step is open.
 *
 * @param series of which `open` and `whole` are looked at
 * @param count how many steps there are
 *
 * @example
 * console.log(wholeSteps({ open: true }, 24)); // 23
 * console.log(wholeSteps({ open: true, whole: 20 }, 24)); // 20
 */
export const wholeSteps = ({ open, whole }: Pick<Series, 'open' | 'whole'>, count: number): number =>
  Math.max(0, Math.min(whole ?? count, open ? count - 1 : count));
