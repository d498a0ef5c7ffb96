import type { LogWindow } from './slidingLog.js';

/** Refuses limits that are none. */
export function checkLimits(windows: readonly LogWindow[], concurrency: number): void {
  if (concurrency !== Infinity && !isCount(concurrency)) {
    throw new RangeError(
      `concurrency must be an integer of at least 1, or Infinity, got ${String(concurrency)}`,
    );
  }
  for (const [index, { limit, perMs }] of windows.entries()) {
    if (!isCount(limit)) {
      throw new RangeError(
        `windows[${String(index)}].limit must be an integer of at least 1, got ${String(limit)}`,
      );
    }
    if (!(perMs > 0 && perMs < Infinity)) {
      throw new RangeError(
        `windows[${String(index)}].perMs must be a finite number above 0, got ${String(perMs)}`,
      );
    }
  }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

/** What is wrong with a weight: no number to count with, or one that could never start. */
export function unfitWeight(weight: number, windows: readonly LogWindow[]): RangeError | undefined {
  if (!isCount(weight)) {
    return new RangeError(`weight must be an integer of at least 1, got ${String(weight)}`);
  }
  const narrow = windows.find(({ limit }) => weight > limit);
  return narrow === undefined
    ? undefined
    : new RangeError(
        `weight ${String(weight)} exceeds the limit of ${String(narrow.limit)} per ${String(narrow.perMs)} ms and could never start`,
      );
}
