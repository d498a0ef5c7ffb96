/** Works until nothing is left to do; called while it works, it has the work under way go on instead of nesting in it. */
export type Drain = () => void;

/**
 * Returns the one loop behind everything that may be asked for more work in the middle of working: values that are consumed
 * synchronously would otherwise nest one call stack in the other until it overflows.
 *
 * @param step - does one piece of work, and returns whether there may be more. It is called again after it has returned
 * `false` if somebody asked meanwhile. What it throws ends the loop, and the next call begins another.
 */
export const createDrain = (step: () => boolean): Drain => {
  let working = false;
  let asked = false;
  return () => {
    asked = true;
    if (working) return;
    working = true;
    try {
      while (asked) {
        asked = false;
        if (step()) asked = true;
      }
    } finally {
      working = false;
    }
  };
};
