import type { FindingRow, LimitRow, SourceRow, SpendRow } from '../../monitor/index.js';
import { evidenceOf } from '../output/findings.js';

/** Keeps the rows that have all words of a filter. The screen and its exports filter by the same texts. */
const having =
  <R>(textsOf: (row: R) => readonly (string | undefined)[]) =>
  (rows: readonly R[], filter: string): readonly R[] => {
    const words = filter.toLowerCase().split(/\s/);
    return rows.filter((row) => {
      const all = textsOf(row).join(' ').toLowerCase();
      return words.every((word) => all.includes(word));
    });
  };

export const spendMatching = having<SpendRow>(({ name, source, ref }) => [name, source, ref?.id]);

export const findingsMatching = having<FindingRow>((row) => [
  ...[row.rule, row.title, row.severity, row.subjectName, row.subject.id, row.subject.source],
  evidenceOf(row),
]);

export const limitsMatching = having<LimitRow>((row) => [
  ...[row.name, row.subjectName, row.subject.id, row.source, row.measure, row.period, row.enforcement],
  row.model,
]);

export const feedsMatching = having<SourceRow>(({ source, feed, state }) => [source, feed, state]);
