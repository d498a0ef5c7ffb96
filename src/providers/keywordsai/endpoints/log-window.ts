import { instant, required, type PagingEnv } from '../../../endpoint/index.js';
import type { Paging } from '../../../paging/index.js';
import { byPage, saying } from './keywordsai-list.js';

/** Without a start the vendor answers with the last hour, which looks like the whole list: it has to be said. */
export const windowParams = {
  start_time: required(
    instant('From this time on. The vendor would take the last hour, so it has to be given here.'),
  ),
  end_time: instant('Up to this time. Default: the time at which the walk starts.'),
};

/** In order of time within a fixed window, rows stay where they are while they are read. */
export const inOrderOfTime = { sort_by: 'timestamp' };

/** Pages of a window whose end stands still: an open end would move all pages with each log that comes in. */
export const withinWindow = (
  { end_time }: { readonly end_time?: Date | string | undefined },
  { now }: PagingEnv,
): Paging => (end_time === undefined ? saying(byPage, { end_time: now.toISOString() }) : byPage);
