import type { FindingRow } from '../../monitor/index.js';
import { countText, readable } from '../output/figures.js';
import { evidenceOf, findingGroups, SEVERITY_STYLES, type FindingGroup } from '../output/findings.js';
import type { Column } from './grid.js';
import { findingsMatching } from './matching.js';
import { nameWidth, type Scene } from './panes.js';
import type { Picture } from './picture.js';
import type { Ui } from './ui.js';
import { agoText } from './words.js';

/** So many of a group are shown before it is opened. */
const FEW = 2;

/** A line of the pane: a finding, or how many more of its group there are. */
interface FindingLine {
  readonly row: FindingRow;
  /** Of a line in place of others: which, how many, and whether they are shown. */
  readonly more?: { readonly group: string; readonly count: number; readonly isOpen: boolean };
}

const groupLines = ({ id, rows }: FindingGroup, isOpen: boolean): readonly FindingLine[] => {
  const count = rows.length - FEW;
  if (count <= 1) return rows.map((row) => ({ row }));
  const shown = isOpen ? rows : rows.slice(0, FEW);
  return [...shown.map((row) => ({ row })), { row: rows[0], more: { group: id, count, isOpen } }];
};

/** Returns the findings that match the filter, by severity and rule. */
export const groupsShown = ({ findings }: Picture, { filter }: Ui): readonly FindingGroup[] =>
  findingGroups(findingsMatching(findings, filter));

/** Returns the lines of the pane: of many findings of one rule a few, and how many more there are. Who filters wants them all. */
export const findingLines = (picture: Picture, ui: Ui): readonly FindingLine[] =>
  groupsShown(picture, ui).flatMap((group) =>
    ui.filter === ''
      ? groupLines(group, ui.opened.includes(group.id))
      : group.rows.map((row): FindingLine => ({ row })),
  );

const subjectOf = ({ subjectName, subject }: FindingRow): string => subjectName ?? subject.id;

/** Returns why something was found, with amounts as people read them. */
export const reasonOf = (row: Pick<FindingRow, 'evidence'>): string => readable(evidenceOf(row));

/** Returns a group in one line: its newest finding, and how many more there are. */
export const groupText = ({ rows }: FindingGroup): string => {
  const [row] = rows;
  const more = rows.length === 1 ? '' : ` and ${countText(rows.length - 1)} more of ${row.rule}`;
  return `${subjectOf(row)}${more}: ${reasonOf(row)}`;
};

const moreText = ({ row, more }: FindingLine): string => {
  if (more === undefined) return reasonOf(row);
  return more.isOpen ? 'enter shows only the newest' : 'enter shows them';
};

export const findingColumns = (scene: Scene): readonly Column<FindingLine>[] => [
  {
    head: 'SEVERITY',
    cell: ({ row }) => row.severity,
    style: ({ row }) => SEVERITY_STYLES[row.severity],
  },
  { head: 'RULE', cell: ({ row }) => row.rule, most: 18 },
  {
    head: 'SUBJECT',
    cell: ({ row, more }) => {
      if (more === undefined) return subjectOf(row);
      return more.isOpen ? `all ${countText(more.count + FEW)}` : `${countText(more.count)} more`;
    },
    most: nameWidth(scene),
    least: 14,
  },
  { head: 'SOURCE', cell: ({ row, more }) => (more ? '' : row.subject.source), most: 12, rank: 2 },
  {
    head: 'SINCE',
    cell: ({ row, more }) => (more ? '' : agoText(row.since, scene.now)),
    isRight: true,
    rank: 3,
  },
  { head: 'EVIDENCE', cell: moreText, most: Math.max(20, scene.width - 40), least: 20, rank: 1 },
];
