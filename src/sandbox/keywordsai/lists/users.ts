import { valueOf, type Reply } from '../../http.js';
import { spanFor, aggregationOf, detailWire, summaryWire } from '../summary.js';
import type { Customers } from '../customers.js';
import type { Era } from '../era.js';
import { listing, refuse, type Asking, type KeywordsAiList } from '../listing.js';

/** The customers in both their shapes, and the detail of one. */
export function userLists(era: Era, customers: Customers): readonly KeywordsAiList[] {
  const of = (environment: string) => customers.all.filter((one) => one.environment === environment);
  const asked = ({ ask }: Asking): string => valueOf(ask, 'environment') ?? 'prod';
  return [
    {
      list: 'users.prod',
      forms: ['GET /api/users/list/', 'POST /api/users/list/'],
      answer: listing({
        rows: (asking) => of(asked(asking)).map((one) => customers.row(one)),
        sizes: [50, 1000],
      }),
    },
    {
      list: 'users.prod',
      forms: ['GET /api/users/'],
      answer: (asking) => summaries(asking, customers, of('prod')),
    },
    {
      list: 'users.prod',
      forms: ['GET /api/users/{customer_identifier}/'],
      items: '',
      answer: (asking) => {
        const found = of(asked(asking)).find(({ identifier }) => identifier === asking.params[0]);
        if (found === undefined) return refuse(404, 'Not found.');
        const body = detailWire(customers, found, era.organization, asking.nowMs);
        return { status: 200, headers: {}, body };
      },
    },
  ];
}

/** `count` is the length of this page, as the vendor documents for this endpoint. */
function summaries(asking: Asking, customers: Customers, all: Customers['all']): Reply {
  const span = spanFor(asking.ask, asking.nowMs);
  const found = new Map(all.map((one) => [one.id, one]));
  return listing({
    rows: () => all.map((one) => ({ id: one.id, at: one.firstSeen, wire: {} })),
    sizes: [10, 1000],
    wire: ({ id, wire }) => {
      const customer = found.get(id);
      return customer === undefined ? wire : summaryWire(customers, customer, span, asking.nowMs);
    },
    envelope: ({ results, previous, next }) => ({
      results,
      count: results.length,
      previous,
      next,
      aggregation_data: aggregationOf(customers, all, asking.nowMs),
    }),
  })(asking);
}
