import { readFileSync } from 'node:fs';

const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

/**
 * The providers, for what runs from the built package: each has an entry for its endpoints alone. The one list is
 * `src/providers/names.ts`, which Node 20 does not read; a test compares the two.
 */
export const PROVIDERS = Object.keys(exports).flatMap(
  (entry) => /^\.\/(\w+)\/endpoints$/.exec(entry)?.[1] ?? [],
);
