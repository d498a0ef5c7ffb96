import type { Attack } from './attack.js';
import { BYTE_ATTACKS } from './bytes.js';
import { ITEM_ATTACKS } from './items.js';
import { TEXT_ATTACKS } from './texts.js';
import { END_ATTACKS, TIME_ATTACKS } from './times.js';

export { attacked, type Attack, type Verdict } from './attack.js';

/** The attacks that are known, each with its bound. */
export const ATTACKS: readonly Attack[] = [
  ...ITEM_ATTACKS,
  ...TEXT_ATTACKS,
  ...TIME_ATTACKS,
  ...END_ATTACKS,
  ...BYTE_ATTACKS,
];
