import { fixed } from './table.mjs';

/** A target that a smaller number meets. */
export const atMost = (what, value, limit, unit = '', digits = 2) => ({
  what,
  value,
  limit,
  pass: value <= limit,
  text: `${fixed(value, digits)}${unit} (at most ${String(limit)}${unit})`,
});

/** A target that a larger number meets. */
export const atLeast = (what, value, limit, unit = '', digits = 2) => ({
  what,
  value,
  limit,
  pass: value >= limit,
  text: `${fixed(value, digits)}${unit} (at least ${fixed(limit, digits)}${unit})`,
});

/** A target that is met or not. */
export const holds = (what, pass, text) => ({ what, value: pass ? 1 : 0, limit: 1, pass, text });
