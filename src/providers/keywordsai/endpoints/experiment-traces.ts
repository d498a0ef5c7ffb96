import { either as E, option as O } from 'fp-ts';
import { defineEndpoint, instant, mode, openWord, segment } from '../../../endpoint/index.js';
import type { Paging } from '../../../paging/index.js';
import { experimentTrace, listEnvelope } from '../codecs/index.js';
import { filterParams } from './filters.js';
import { anySize, byPage, pageParams, saying } from './keywordsai-list.js';

// The vendor's own default, sent all the same: what was asked for has to be known.
const sized = saying(byPage, { page_size: '100' });

/**
 * A page with more items than were asked for shows that paging is ignored and everything came at once: asking on would
 * only bring the same again.
 */
const pagedOrWhole: Paging = {
  ...sized,
  next: (reply, request) =>
    reply.items.length > Number(request.query['page_size']) ? E.right(O.none) : sized.next(reply, request),
};

/**
 * `POST /api/v2/experiments/{experiment_id}/logs/list/`, or the same path by GET without filters. The vendor's own client
 * says that it currently returns everything in one call, whatever page is asked for, with outputs cut to some 50
 * characters. `export`, which starts an e-mail export in place of a page, is not offered.
 */
export const experimentTraces = defineEndpoint({
  id: 'keywordsai.experiments.traces',
  method: 'POST',
  path: '/api/v2/experiments/{experiment_id}/logs/list/',
  forms: { get: { method: 'GET' } },
  params: {
    experiment_id: segment('The experiment.'),
    form: mode(['post', 'get'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    sort_by: openWord(
      ['start_time', '-start_time'],
      'Field to sort by, with - before it for descending. Default: start_time.',
    ),
    start_time: instant('Only traces from this time on.'),
    end_time: instant('Only traces up to this time.'),
    ...filterParams,
  },
  // Under the vendor's own order, -start_time, each new trace would move all others down by a row.
  defaults: { sort_by: 'start_time' },
  paging: pagedOrWhole,
  limits: anySize,
  envelope: listEnvelope,
  item: experimentTrace,
  key: ['id', 'trace_unique_id'],
  doc: 'The traces of an experiment, with scores.',
});
