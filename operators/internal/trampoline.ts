import { createDrain } from './drain.js';

/** Runs a task now, or, while another one of the same trampoline runs, right after it: never inside it. */
export type Trampoline = (task: () => void) => void;

/**
 * Returns a trampoline of its own. Synchronous pages that ask for the next page would otherwise nest one call stack
 * in the other until it overflows. RxJS's `queueScheduler` is one queue for the whole program, and lets two walks that
 * run at the same time take turns in the middle of each other's pages: this queue belongs to one subscription.
 */
export const createTrampoline = (): Trampoline => {
  let waiting: (() => void)[] = [];
  const drain = createDrain(() => {
    const next = waiting.shift();
    try {
      next?.();
    } catch (error) {
      waiting = [];
      throw error;
    }
    return waiting.length > 0;
  });
  return (task) => {
    waiting.push(task);
    drain();
  };
};
