import type { DayRange } from '../../../endpoint/index.js';
import { ConfigError } from '../../../http/errors.js';
import { inSlices, type Paging } from '../../../paging/index.js';
import { dayOf, daySlices, type Days } from './day-slices.js';
import { keygenPaging, type Chosen } from './keygen-list.js';

interface ChosenLogs extends Chosen {
  readonly date?: DayRange | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

const refuse = (message: string, advice: string): never => {
  throw new ConfigError({ message, advice, context: { provider: 'keygen' } });
};

const slicesOf = ({ start, end }: DayRange): readonly Days[] => {
  if (start === undefined || end === undefined) {
    return refuse('date has one end only', 'Give start and end; both days are part of the range.');
  }
  const [first, last] = [dayOf(start), dayOf(end)];
  if (first > last) {
    return refuse('date ends before it starts', 'Give the earlier day as start.');
  }
  if (first === last) {
    return refuse(
      'date is a single day, which the vendor refuses',
      'Take the day before or after it along, and drop what was created on that day.',
    );
  }
  return daySlices(first, last);
};

/**
 * The paging of Keygen's logs: that of its other lists, and for ranges of days that are longer than the server takes, one
 * range after another, in the order in which the records come: the newest first, unless `order` says otherwise.
 */
export const logPaging = (params: ChosenLogs): Paging => {
  const inner = keygenPaging(params);
  const { date, order, 'page[number]': number, 'page[cursor]': cursor } = params;
  const slices = date === undefined ? [] : slicesOf(date);
  if (slices.length < 2) return inner;
  if (number !== undefined || cursor !== undefined) {
    return refuse(
      'a start page and a date of more than 32 days were both asked for',
      'Each part of a longer date has pages of its own: give a later or an earlier date instead.',
    );
  }
  const ordered = order === 'asc' ? slices : [...slices].reverse();
  return inSlices({
    inner,
    params: ['date'],
    size: 'page[size]',
    slicesOf: () => ordered.map(({ start, end }) => ({ 'date[start]': start, 'date[end]': end })),
  });
};
