import { ATTACKS } from '../chaos/attacks/index.js';
import { tableOf } from './written.js';

const counted = (value: number): string => value.toLocaleString('en-US');

/** What a server may send, and what it may come to. */
export const boundsTable = (): string =>
  tableOf(
    ['a server sends', 'at most', 'of what'],
    ATTACKS.map(({ what, measured, most }) => [what, counted(most), measured]),
  );
