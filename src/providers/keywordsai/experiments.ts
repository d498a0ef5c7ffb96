import { either as E, option as O } from 'fp-ts';
import * as t from 'io-ts';
import { anyId, int, isoTime, nullish, num, shape } from '../../codec/index.js';
import { ConfigError } from '../../http/errors.js';
import { offset, type Paging } from '../../paging/index.js';
import { vendorEndpoint, instant, integer, mode, openWord, segment } from '../../walk/index.js';
import { anySize, byPage, filterParams, listEnvelope, pageParams, reference, saying, tags } from './list.js';
import { experimentTrace } from './request-logs-codecs.js';

/** An experiment: an item of the lists of experiments of both versions. */
export const experiment = shape(
  'Experiment',
  { id: anyId },
  nullish({
    name: t.string,
    /** `running`, for example; the vendor lists no words. */
    status: t.string,
    description: t.string,
    /** The same as `dataset_id`. */
    dataset: reference,
    dataset_id: anyId,
    dataset_name: t.string,
    workflow_count: int,
    progress: num,
    created_at: isoTime,
    started_at: isoTime,
    completed_at: isoTime,
    tags,
  }),
);

/** The decoded form of {@link experiment}. */
export type Experiment = t.TypeOf<typeof experiment>;

/** What comes with experiments, in both versions. */
export const experimentEnvelope = shape(
  'ExperimentEnvelope',
  {},
  nullish({
    ...listEnvelope.optional,
    /** In version 1 only, as all that follow. */
    total: int,
    limit: int,
    offset: int,
    has_more: t.boolean,
  }),
);

/** The decoded form of {@link experimentEnvelope}. */
export type ExperimentEnvelope = t.TypeOf<typeof experimentEnvelope>;

/** Each version has a start of its own; the other's would be sent and mean nothing. */
const without = (name: string, advice: string, paging: Paging): Paging => ({
  ...paging,
  first: (start) => {
    if (start.params[name] === undefined) return paging.first(start);
    const context = { provider: 'keywordsai', endpoint: 'keywordsai.experiments' };
    throw new ConfigError({
      code: 'config-conflict',
      message: `${name} has no effect in this form`,
      advice,
      context,
    });
  },
});

const pages = without('offset', 'Give page, or form: "v1".', byPage);

const rows = without(
  'page',
  'Give offset, or leave form out.',
  offset({ items: 'experiments', hasMore: 'has_more', total: 'total' }),
);

/**
 * `POST /api/v2/experiments/list/`, or `GET /api/v2/experiments/` without filters. `form: 'v1'` is the list of version 1,
 * `GET /api/experiments/list/`, which is read from a row number on and replies
 * `{ experiments, total, limit, offset, has_more }`; no order can be asked for there.
 */
export const experiments = vendorEndpoint({
  id: 'keywordsai.experiments',
  method: 'POST',
  path: '/api/v2/experiments/list/',
  forms: {
    get: { method: 'GET', path: '/api/v2/experiments/' },
    v1: { method: 'GET', path: '/api/experiments/list/' },
  },
  params: {
    form: mode(['post', 'get', 'v1'], 'Which form; filters need post. Default: post.'),
    ...pageParams,
    offset: integer('Start at this row; form v1 only.', { min: 0 }),
    limit: integer('Items a page; the same as pageSize.'),
    sort_by: openWord(
      ['created_at', '-created_at'],
      'Field to sort by, with - before it for descending. Default: created_at; none in form v1.',
    ),
    ...filterParams,
  },
  // Under the vendor's own order, -created_at, each new experiment would move all others down by a row.
  paging: ({ form, sort_by }) => {
    if (form === 'v1') return rows;
    return sort_by === undefined ? saying(pages, { sort_by: 'created_at' }) : pages;
  },
  limits: ({ form }) =>
    form === 'v1' ? { param: 'limit', aliases: ['page_size'], min: 1 } : { ...anySize, aliases: ['limit'] },
  envelope: experimentEnvelope,
  item: experiment,
  key: ['id'],
  doc: 'The experiments of the organization.',
});

// The vendor's own default, sent all the same: what was asked for has to be known.

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
export const experimentTraces = vendorEndpoint({
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
