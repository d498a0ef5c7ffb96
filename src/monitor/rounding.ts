import type { Figure } from './shapes.js';

/** How a figure is written with fewer digits than are known. */
export type Rounding = 'nearest' | 'down' | 'up';

/**
 * Returns how a figure is rounded, so that what is written never says more than is known: a floor, which is at least so much,
 * is cut (`down`); everything else goes to the `nearest`.
 *
 * @param figure a figure, or something else that has a `quality`, such as the use of a limit
 * @param bound `most` of what is at most so much where the figure is a floor, such as what is left of a limit: it is raised (`up`)
 *
 * @example
 * console.log(roundingOf({ quality: 'floor' })); // down
 * console.log(roundingOf({ quality: 'floor' }, 'most')); // up
 */
export const roundingOf = (
  { quality }: Pick<Figure<unknown>, 'quality'>,
  bound: 'least' | 'most' = 'least',
): Rounding => {
  if (quality !== 'floor') return 'nearest';
  return bound === 'least' ? 'down' : 'up';
};
