import type { Coverage, Figure, Overview, Series, SpendTable, Table } from '../shapes.js';

const coverage: Coverage = { included: [], missing: [] };
const nothing: Figure<never> = { quality: 'floor', coverage };

/** A table before the first value. */
export const readingTable: Table<never> = { state: 'reading', rows: [], total: 0, coverage };

/** A table of spend before the first value. */
export const readingSpend = (now: string): SpendTable => ({
  ...readingTable,
  from: now,
  to: now,
  sum: nothing,
});

/** A chart before the first value. */
export const readingSeries = (now: string): Series => ({
  state: 'reading',
  from: now,
  to: now,
  stepMs: 60_000,
  open: false,
  lines: [],
  coverage,
});

/** The overview before the first value. */
export const readingOverview: Overview = {
  state: 'reading',
  spendToday: nothing,
  monthToDate: nothing,
  burnPerHour: { m15: nothing, h1: nothing, h24: nothing },
  monthEnd: nothing,
  tokensPerMinute: nothing,
  requestsPerMinute: nothing,
  credentials: { active: 0, total: 0, neverUsed: 0 },
  findings: { info: 0, low: 0, medium: 0, high: 0, critical: 0 },
  sources: { ok: 0, total: 0 },
};
