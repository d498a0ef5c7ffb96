import type { SessionOptions } from '../session.js';

/** Of the data of the sandbox: so much that first figures are there within seconds. All of it is 178,419 rows of costs. */
const SCALE = 0.1;

/** Returns the sandbox that a monitor looks at: smaller than the one of the lists, and things happen in it. */
export const boxOf = (scale = SCALE, tickMs?: number): SessionOptions['box'] => ({
  scale,
  incidents: true,
  ...(tickMs === undefined ? {} : { tickMs }),
});
