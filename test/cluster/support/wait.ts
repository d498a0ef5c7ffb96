import { NEVER_MS } from '../../support/patience.js';

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when a condition holds, however slow the machine is; rejects where it never will. `what` says what was waited for. */
export const until = async (
  holds: () => boolean | Promise<boolean>,
  what: string | (() => string),
  withinMs = NEVER_MS,
): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end)
      throw new Error(
        `did not happen within ${String(withinMs)} ms: ${typeof what === 'string' ? what : what()}`,
      );
    await pause(5);
  }
};
