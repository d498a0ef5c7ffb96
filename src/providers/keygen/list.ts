import { ConfigError } from '../../http/errors.js';
import { keyset, numbered, type Paging } from '../../paging/index.js';
import { integer, mode, oneOf, text } from '../../walk/index.js';
import { linksEnvelope } from './resource.js';

/** The id of the one list that belongs to no account; its client must know it without holding the list. */
export const PLANS = 'keygen.plans';

/** Parameters that all lists of Keygen share: three ways to page, and the order, which the vendor does not document. */
export const listParams = {
  walk: mode(['keyset', 'numbered'], 'How to walk. Default: keyset, unless page[number] is given.'),
  'page[number]': integer('Start at this page; walks by numbers.', { min: 1, max: 100 }),
  'page[cursor]': text('Start behind the record with this id.'),
  'page[size]': integer('Records a page; the same as pageSize.'),
  limit: integer('The same as page[size].'),
  order: oneOf(['asc', 'desc'], 'By time of creation. Vendor default: desc.'),
};

/** What a caller may say about the way to page. */
export interface Chosen {
  readonly walk?: 'keyset' | 'numbered' | undefined;
  readonly 'page[number]'?: number | undefined;
  readonly 'page[cursor]'?: string | undefined;
}

/** The server computes the next link exactly, and answers with an empty last page where the cursor's record is gone. */
const byKeyset = (start: string | undefined): Paging => keyset({ exactEnd: true, start });

/**
 * Page numbers stop at 100, though the server goes on linking to page 101. A list of logs reports no count: nothing can
 * run ahead there.
 */
const byNumber = numbered({
  last: 100,
  pastLast: 'Walk by keyset instead, which is the default: leave walk and page[number] out.',
});

/**
 * The paging of Keygen's lists. Keyset unless said otherwise: no insert or delete shifts it, and it has no end at
 * 10,000 records. The mode without any `page` parameter is never used: its replies do not say whether there is more.
 */
export const keygenPaging = ({ walk, 'page[number]': number, 'page[cursor]': cursor }: Chosen): Paging => {
  if ((walk === 'keyset' || cursor !== undefined) && number !== undefined) {
    throw new ConfigError({
      code: 'config-conflict',
      message: 'page[number] and a keyset walk were both requested',
      advice: 'Give page[number] to walk by numbers, or page[cursor] to walk by keyset.',
      context: { provider: 'keygen' },
    });
  }
  return walk === 'numbered' || number !== undefined ? byNumber : byKeyset(cursor);
};

/** The page sizes: others are refused by the server, not cut. The `limit` that is sent is always `page[size]`. */
const pageSizes = { param: 'page[size]', aliases: ['limit'], min: 1, max: 100 };

/** What all lists of Keygen have in common. */
export const keygenList = {
  paging: keygenPaging,
  limits: pageSizes,
  envelope: linksEnvelope,
  key: ['id'],
};
