import { checkCap, checkCount, refuse } from './check.js';
import type { LogWindow } from './slidingLog.js';

const OPERATOR = 'slidingWindowLimiter';

/** Refuses malformed limits. */
export function checkLimits(windows: readonly LogWindow[], concurrency: number): void {
  checkCap(OPERATOR, 'concurrency', concurrency);
  for (const [index, { limit, perMs, maxWaitMs = 0 }] of windows.entries()) {
    const name = `windows[${index}]`;
    checkCount(OPERATOR, `${name}.limit`, limit);
    if (!(perMs > 0 && perMs < Infinity)) refuse(OPERATOR, `${name}.perMs`, 'finite and above 0', perMs);
    if (!(maxWaitMs >= 0)) refuse(OPERATOR, `${name}.maxWaitMs`, 'at least 0', maxWaitMs);
  }
}

/** Refuses a weight that is no number to count with, or one that could never start. */
export function checkWeight(weight: number, windows: readonly LogWindow[]): void {
  checkCount(OPERATOR, 'weight', weight);
  for (const { limit, perMs } of windows) {
    if (weight <= limit) continue;
    refuse(OPERATOR, 'weight', `within the limit of ${limit} per ${perMs} ms`, weight);
  }
}
