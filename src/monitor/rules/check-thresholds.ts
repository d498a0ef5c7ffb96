import { checkBound } from '../../../operators/internal/check.js';

/**
 * Refuses thresholds that nothing can be compared with, such as a number that was read from a variable that is not set: the rule would
 * find nothing, and nobody would know. Infinity is never reached.
 *
 * @throws RangeError
 */
export const checkThresholds = (rule: string, thresholds: Readonly<Record<string, number>>): void => {
  for (const [name, value] of Object.entries(thresholds)) checkBound(rule, name, value);
};
