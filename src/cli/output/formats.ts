/** How items are printed. */
export type Format = 'table' | 'json' | 'ndjson' | 'csv';

export const FORMATS: readonly Format[] = ['table', 'json', 'ndjson', 'csv'];
