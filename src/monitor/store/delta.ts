import { LANES } from './lanes.js';
import type { Level } from './levels.js';

/** What one change did to a point, lane by lane: what sums over points are kept up to date with. Used again each time. */
export class Delta {
  series = -1;
  level: Level = 0;
  slot = 0;
  /** Lanes that changed, or that were not there before, or are no longer. */
  mask = 0;
  /** Lanes that were not there before. */
  born = 0;
  /** Lanes that are no longer there. */
  gone = 0;
  readonly values: Float64Array = new Float64Array(LANES);
}
