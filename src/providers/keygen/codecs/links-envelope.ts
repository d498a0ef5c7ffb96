import * as t from 'io-ts';

import { int, nullish, shape } from '../../../codec/index.js';

const pageMeta = shape('PageMeta', {}, nullish({ pages: int, count: int }));

const pageLinks = shape(
  'PageLinks',
  {},
  nullish({
    /** A path without a host, as are all of these. */
    self: t.string,
    prev: t.string,
    /** Null at the end. In a numbered walk it goes on past page 100, which the server then refuses. */
    next: t.string,
    first: t.string,
    last: t.string,
    /** In numbered walks over lists that are counted. */
    meta: pageMeta,
  }),
);

/** What stands beside the items. */
export const linksEnvelope = shape(
  'LinksEnvelope',
  {},
  nullish({
    /** Absent unless a page was asked for, by number or by cursor. */
    links: pageLinks,
  }),
);

export type LinksEnvelope = t.TypeOf<typeof linksEnvelope>;
