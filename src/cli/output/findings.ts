import type { FindingRow, Severity } from '../../monitor/index.js';
import { SEVERITIES } from '../../records/finding.js';
import type { Style } from './paint.js';

export const SEVERITY_STYLES: Readonly<Record<Severity, Style>> = {
  info: 'dim',
  low: 'cyan',
  medium: 'yellow',
  high: 'red',
  critical: 'red',
};

/** Returns the reasons of a finding, with amounts as they were summed. */
export const evidenceOf = ({ evidence }: Pick<FindingRow, 'evidence'>): string =>
  evidence.map(({ text }) => text).join(' ');

/** Returns how grave a finding is, as a number: the gravest has the highest. */
export const gravity = ({ severity }: Pick<FindingRow, 'severity'>): number => SEVERITIES.indexOf(severity);

/** Returns findings with the gravest first, and of one severity the newest. */
export const byGravity = (rows: readonly FindingRow[]): readonly FindingRow[] =>
  [...rows].sort((a, b) => gravity(b) - gravity(a) || (a.since < b.since ? 1 : a.since > b.since ? -1 : 0));

/** Findings of one rule and one severity. */
export interface FindingGroup {
  readonly id: string;
  readonly rows: readonly [FindingRow, ...FindingRow[]];
}

/** Returns findings by severity and rule: the gravest group first, then the one with the newest finding, the newest first in each. */
export const findingGroups = (rows: readonly FindingRow[]): readonly FindingGroup[] => {
  const groups = new Map<string, [FindingRow, ...FindingRow[]]>();
  for (const row of byGravity(rows)) {
    const id = `${row.severity} ${row.rule}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return [...groups].map(([id, all]) => ({ id, rows: all }));
};
