import * as t from 'io-ts';

import { int, nullable, shape } from '../../../codec/index.js';

const pageMeta = shape('PageMeta', {}, { pages: nullable(int), count: nullable(int) });

const pageLinks = shape(
  'PageLinks',
  {},
  {
    /** A path without a host, as are all of these. */
    self: nullable(t.string),
    prev: nullable(t.string),
    /** Null at the end. In a numbered walk it goes on past page 100, which the server then refuses. */
    next: nullable(t.string),
    first: nullable(t.string),
    last: nullable(t.string),
    /** In numbered walks over lists that are counted. */
    meta: pageMeta,
  },
);

/** What stands beside the items. */
export const linksEnvelope = shape(
  'LinksEnvelope',
  {},
  {
    /** Absent unless a page was asked for, by number or by cursor. */
    links: pageLinks,
  },
);

export type LinksEnvelope = t.TypeOf<typeof linksEnvelope>;
