import { countText } from '../output/figures.js';
import { flow, line, type Part } from './ink.js';
import { withListing, type Shown } from './listing.js';
import { SORTS, type Ui } from './ui.js';

const sortText = ({ pane, sort }: Ui): string => {
  if (pane !== 'keys' && pane !== 'people') return '';
  const column = SORTS[pane][sort[pane]] ?? '';
  return `by ${column.replace(/^-/, '')}${column.startsWith('-') ? ', most first' : ''}`;
};

const placeText = (input: Shown, width: number): string =>
  withListing(input, width, ({ total }) =>
    total === 0
      ? ''
      : `${countText(Math.min(input.ui.selected[input.ui.pane], total - 1) + 1)} of ${countText(total)}`,
  );

/** Returns the last line of the screen: what is typed, what has happened, or where one is and which keys there are. */
export const footLine = (input: Shown, width: number): string => {
  const { ui, ink } = input;
  if (ui.mode === 'filter') return line(ink, ` / ${ui.filter}_   enter keeps, esc clears`, width, 'bold');
  if (ui.mode === 'group')
    return line(ink, ' by: p provider  m model  k key  u person  j project', width, 'bold');
  if (ui.notice !== undefined) return line(ink, ` ${ui.notice}`, width, 'yellow');
  const place = placeText(input, width);
  const parts: readonly Part[] = [
    ...(place === '' ? [] : [[place] as const]),
    ...(ui.filter === '' ? [] : [[`filter "${ui.filter}"`] as const]),
    ...(sortText(ui) === '' ? [] : [[sortText(ui)] as const]),
    ['tab pane  / filter  enter open  e export'],
  ];
  return flow({ ...ink, paint: (_style, text) => text }, parts, width)
    .slice(0, 1)
    .map((text) => ink.paint('dim', text))
    .join('');
};
