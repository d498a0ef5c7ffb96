import type { ChangeEvent } from '../../monitor/index.js';
import { SEVERITY_STYLES, type FindingGroup } from '../output/findings.js';
import { fitted, widthOf } from '../output/width.js';
import { changeText } from '../watch/change-line.js';
import { chartLines } from './chart.js';
import { groupsShown, groupText } from './findings-pane.js';
import { figureLines } from './head.js';
import { asciiCut, line, shown, type Ink } from './ink.js';
import { listLines, spendListing, type Shown } from './listing.js';

/** From here on findings and changes are beside those who spend, not below. */
const WIDE = 120;
/** Up to here there is room for the figures and the top of a list only. */
const NARROW = 60;
const NARROW_ROWS = 5;
/** Head and rows of the list that are always there: the chart makes room for them, and then the last figures. */
const LEAST_LIST = 4;

const topLines = (figures: readonly string[], chart: readonly string[], rows: number): readonly string[] => {
  const room = rows - LEAST_LIST - 1;
  const kept =
    figures.length + chart.length <= room ? [...figures, ...chart] : figures.slice(0, Math.max(1, room));
  return [...kept, ''];
};

const findingLine = (ink: Ink, group: FindingGroup, width: number): string => {
  const { severity } = group.rows[0];
  const word = fitted(severity, 9);
  return ` ${ink.paint(SEVERITY_STYLES[severity], word)}${line(ink, groupText(group), width - 10)}`;
};

/** A line for each kind of finding, so that many of one kind do not hide the others. */
const findingBlock = (input: Shown, width: number, height: number): readonly string[] => {
  const { picture, ui, ink } = input;
  if (height < 2) return [];
  const total = picture.findings.length;
  const title = ` FINDINGS ${total === 0 ? 'none' : String(total)}   f shows all`;
  return [
    line(ink, title, width, 'dim'),
    ...groupsShown(picture, ui)
      .slice(0, height - 1)
      .map((group) => findingLine(ink, group, width)),
  ];
};

const changeBlock = ({ picture, ink }: Shown, width: number, height: number): readonly string[] => {
  const lineOf = (change: ChangeEvent): string =>
    ` ${changeText({ ...change, source: shown(ink, change.source ?? ''), text: shown(ink, change.text) }, { width: width - 1, paint: ink.paint })}`;
  if (height < 2) return [];
  const { changes } = picture;
  return [
    line(ink, changes.length === 0 ? ' CHANGES none since the start' : ' CHANGES', width, 'dim'),
    ...changes.slice(0, height - 1).map(lineOf),
  ].map((text) => asciiCut(ink, text));
};

const beside = (
  left: readonly string[],
  right: readonly string[],
  width: number,
  height: number,
  ink: Ink,
): readonly string[] => {
  const bar = ink.paint('dim', shown(ink, '│'));
  return Array.from({ length: height }, (_, at) => {
    const text = left[at] ?? '';
    return `${text}${' '.repeat(Math.max(0, width - widthOf(text)))}${bar}${right[at] ?? ''}`.trimEnd();
  });
};

/** Returns the lines of the first pane: figures, the chart, who spends, what was found and what changed. */
export const overviewLines = (input: Shown, columns: number, rows: number): readonly string[] => {
  const sized = { ...input, width: columns };
  const top = topLines(figureLines(sized), chartLines(sized), rows);
  const room = Math.max(0, rows - top.length);
  const list = (width: number, height: number): readonly string[] =>
    listLines(input, spendListing(input, width), width, height);
  if (columns <= NARROW) return [...top, ...list(columns, Math.min(room, NARROW_ROWS + 1))];
  if (columns < WIDE) {
    const spenders = list(columns, Math.max(4, Math.floor(room * 0.5)));
    const left = room - spenders.length - 2;
    const found = findingBlock(input, columns, Math.ceil(left / 2));
    return [...top, ...spenders, '', ...found, '', ...changeBlock(input, columns, left - found.length)];
  }
  const width = Math.floor(columns * 0.62);
  const side = columns - width - 1;
  const found = findingBlock(input, side, Math.ceil(room / 2));
  const right = [...found, '', ...changeBlock(input, side, room - found.length - 1)];
  const spenders = listLines(input, spendListing(input, width), width - 1, room);
  return [...top, ...beside(spenders, right, width, room, input.ink)];
};
