/**
 * What has not happened for so long will not: a guard against a test that hangs, and no statement about speed. It is below the limit
 * of mocha, so that it is this one that says what was waited for.
 */
export const NEVER_MS = 240_000;
