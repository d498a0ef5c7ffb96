// Findings by what they say: of fifty of a kind two are shown, and how many more there are.
import type { FindingRow, Severity } from 'headwater/monitor';

export const SEVERITY_ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** So many of a kind are shown unless asked for more. */
export const FEW_OF_A_KIND = 2;

interface FindingGroup {
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  readonly shown: readonly FindingRow[];
  /** How many are not shown. */
  readonly more: number;
}

/**
 * The gravest first; of one severity in the order in which they come.
 *
 * @param isOpen whether all of a group are shown, by its id
 */
export const findingGroups = (
  rows: readonly FindingRow[],
  isOpen: (id: string) => boolean,
): readonly FindingGroup[] => {
  const groups = new Map<string, FindingRow[]>();
  for (const row of rows) {
    const id = `${row.severity} ${row.rule}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return [...groups]
    .map(([id, all]) => {
      const [{ severity, title }] = all as [FindingRow];
      const shown = isOpen(id) ? all : all.slice(0, FEW_OF_A_KIND);
      return { id, severity, title, shown, more: all.length - shown.length };
    })
    .sort((a, b) => SEVERITY_ORDER.indexOf(a.severity) - SEVERITY_ORDER.indexOf(b.severity));
};
