import * as t from 'io-ts';
import { nullish, openEnum, record, shape } from '../../../codec/index.js';
import { atPath, lastId, type Paging, single } from '../../../paging/index.js';
import { integer, oneOf, text } from '../../../walk/index.js';

/**
 * Texts by key of the user's choice.
 *
 * @internal
 */
export const metadata = record(t.string);

/**
 * What comes with the items of a list outside of the organization. Documentation and examples differ: some lists name
 * no ids, some not even `has_more`.
 */
export const platformEnvelope = shape(
  'PlatformEnvelope',
  {},
  nullish({
    object: openEnum('list'),
    /** Absent: the walk goes on while there is a cursor, so that nothing is lost. */
    has_more: t.boolean,
    /** Null or absent on an empty page, and on lists that are walked by the ids of their items. */
    first_id: t.string,
    last_id: t.string,
  }),
);

/** The decoded form of {@link platformEnvelope}. */
export type PlatformEnvelope = t.TypeOf<typeof platformEnvelope>;

/** Paging parameters of the lists that are walked by the id of the last item. */
export const cursorParams = {
  after: text('Start behind the object with this id.'),
  limit: integer('Objects a page; the same as pageSize.'),
};

/** Of the lists that can be walked in both directions. */
export const bothWaysParams = {
  ...cursorParams,
  before: text('Walk backwards: start in front of the object with this id.'),
};

/** The order that most of them take. */
export const orderBy = (usual: 'asc' | 'desc', by = 'By time of creation.') =>
  oneOf(['asc', 'desc'], `${by} Vendor default: ${usual}.`);

/** The page sizes that most of them document; the vendor's 0, where it allows it, is a page without items. */
export const upTo100 = { param: 'limit', min: 1, max: 100 };

/** No range is documented: only a size that the caller asks for is sent. */
export const anySize = { param: 'limit', min: 1 };

/** Beside the key: the vendor refuses assistants, threads and vector stores without it. */
export const ASSISTANTS_BETA = { 'openai-beta': 'assistants=v2' };

/** As {@link ASSISTANTS_BETA}, for ChatKit. */
export const CHATKIT_BETA = { 'openai-beta': 'chatkit_beta=v1' };

const named = lastId({ before: { param: 'before', cursor: 'first_id' } });

/** The paging of the lists whose replies name no id: `after` is the id of the last item. */
export const byItemId: Paging = lastId({
  cursor: { lastItem: 'id' },
  before: { param: 'before', cursor: 'data.0.id' },
});

/**
 * The paging of the others: `after=<last_id>` while `has_more`. A reply without that id is followed by the id of its last
 * item, which is the same id: some of the documentation's examples have none, and the vendor's own clients never look.
 */
export const byLastId: Paging = {
  ...named,
  next: (reply, request) => {
    const id = atPath(reply.body, 'before' in request.query ? 'first_id' : 'last_id');
    return (id === undefined || id === null ? byItemId : named).next(reply, request);
  },
};

/** The paging of a list that announces a next page, where no parameter is documented that asks for it. */
export const wholeOrFault: Paging = single({ next: 'next_page' });
