import type { Out } from '../io.js';
import { countText } from './figures.js';
import { clipped } from './width.js';

/** Says how far a walk is. */
export interface Progress {
  update(done: number, total: number | undefined): void;
  /** Takes the line away, so that something else can be printed. */
  clear(): void;
}

const BAR = 24;

/** Returns the line of a walk so far: a bar where the total is known, a count where it is not. */
export const progressLine = (label: string, done: number, total: number | undefined): string => {
  const count = countText(done);
  if (total === undefined || total <= 0) return `${label}  ${count}`;
  // Announced totals are hints, and some are lower than the truth.
  const part = Math.min(1, done / total);
  const full = Math.round(part * BAR);
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
  return `${label}  ${bar} ${String(Math.floor(part * 100)).padStart(3)} %  ${count} of ${countText(total)}`;
};

/** Shows nothing. */
export const SILENT: Progress = { update: () => undefined, clear: () => undefined };

/** Returns the progress of a walk on a terminal; silent on anything else. */
export const progressOn = (stream: Out, label: string): Progress => {
  if (stream.isTTY !== true) return SILENT;
  let shown = false;
  return {
    update(done, total) {
      shown = true;
      stream.write(`\r\u001b[2K${clipped(progressLine(label, done, total), (stream.columns ?? 80) - 1)}`);
    },
    clear() {
      if (shown) stream.write('\r\u001b[2K');
      shown = false;
    },
  };
};
