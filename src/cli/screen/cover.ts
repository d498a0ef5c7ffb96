import { fitted } from '../output/width.js';
import { asciiCut, line, shown, wrapped, type Ink } from './ink.js';
import { emptyText, selectedOf, withListing, type Shown } from './listing.js';

const HELP: readonly (readonly [keys: string, what: string])[] = [
  ['tab  shift-tab', 'another pane'],
  ['up down  pgup pgdn', 'select a row; home and end too'],
  ['left right', 'another step of the chart: its time and its value'],
  ['enter', 'what is known of the row; the others of its kind'],
  ['esc', 'back; clears the filter'],
  ['/', 'filter: words that a row must have'],
  ['s', 'sort keys and people by another column'],
  ['g then p m k u j', 'who spends: provider, model, key, person, project'],
  ['1 2 3 4 5', 'window: 60m, 24h, 7d, 30d, this month'],
  ['t', 'chart: tokens, requests, cost'],
  ['f', 'findings'],
  ['space', 'pause: data waits, and is counted'],
  ['e', 'export the pane as CSV into this directory'],
  ['r', 'read all lists now'],
  ['ctrl-l', 'paint the screen again'],
  ['q', 'quit'],
];

const MARKS = '≥ at least: a source is missing    ~ an estimate    – not reported    … not read yet';

/** Columns of the names at the left of a list of facts. */
const labelWidth = (width: number): number => Math.min(20, Math.floor(width / 3));

const cellText = (ink: Ink, text: string, width: number): string =>
  asciiCut(ink, fitted(shown(ink, text), width));

/** Returns the lines of the help. */
export const helpLines = ({ ink }: Shown, width: number): readonly string[] => [
  '',
  ...HELP.map(([keys, what]) => {
    const label = labelWidth(width);
    return ` ${ink.paint('bold', cellText(ink, keys, label))} ${line(ink, what, width - label - 2)}`;
  }),
  '',
  ...wrapped(MARKS, width - 2).map((text) => line(ink, ` ${text.trim()}`, width, 'dim')),
];

/** Returns the lines of all that is known of the selected row. */
export const detailLines = (input: Shown, width: number): readonly string[] =>
  withListing(input, width, (listing) => {
    const row = selectedOf(input, listing);
    const label = labelWidth(width);
    if (row === undefined) return [line(input.ink, ` ${emptyText(input, listing)}`, width)];
    return [
      '',
      ...listing.detail(row).flatMap(([title, text]) =>
        wrapped(shown(input.ink, text), width - label - 3).map((part, at) => {
          const name = cellText(input.ink, at === 0 ? title : '', label);
          return ` ${input.ink.paint('dim', name)} ${line(input.ink, part, width - label - 2)}`;
        }),
      ),
    ];
  });
