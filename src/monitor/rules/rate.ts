import type { Limit } from '../../records/index.js';

/** Whether a limit is whole again within moments: clients wait for it, and nobody has to do anything. */
export const isRate = ({ period }: Limit): boolean => period === 'minute' || period === 'window';
