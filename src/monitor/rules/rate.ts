import type { Limit } from '../../records/index.js';
import { DAY_MS } from '../../records/durations.js';

/** Whether a limit is whole again within a day: clients wait for it, and nobody has to do anything. */
export const isRate = ({ period, windowMs = 0 }: Limit): boolean =>
  period === 'minute' || (period === 'window' && windowMs < DAY_MS);
