// Where the record of a point holds what, in 32-bit integers.
import { mix } from './hash.js';
import type { Level } from './levels.js';

export const LEVEL_BITS = 3;
/** A bucket that the provider reports, and not the sum of finer ones. */
export const NATIVE = 4;
/** A revision, beside level and origin in one number. */
export const REVISION = 8;

export const SERIES = 0;
export const SLOT = 1;
export const UID = 2;
/** Level, whether it is reported, and how often it was revised. */
export const STATE = 3;
export const MASK = 4;
/** Where its values are; below zero for none. */
export const AT = 5;
/** In which reading of its feed a bucket was last seen. */
export const STAMP = 6;
export const NEXT_IN_COLUMN = 7;
export const NEXT = 8;
export const BEFORE = 9;
export const WIDTH = 10;

/** The hash of a point by what distinguishes it. */
export const pointHash = (series: number, level: Level, slot: number, uid: number): number =>
  mix(mix(mix(series, slot * 4 + level), uid), 0x51ed270b);
