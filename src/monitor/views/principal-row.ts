import type { PrincipalRow } from '../shapes.js';
import { uidOf } from '../store/entities.js';
import { REQUESTS } from '../store/lanes.js';
import type { Rollup } from '../sums/rollup.js';
import { groupAmounts } from './totals.js';
import type { Context } from './view.js';

/** Returns the row of a person, or another actor, with all that is joined to it. */
export const principalRow = (context: Context, rollup: Rollup, place: number): PrincipalRow | undefined => {
  const { store } = context;
  const principal = store.entities.principalOf(place);
  if (principal === undefined) return undefined;
  const group = rollup.find(place);
  const cost = group === undefined ? [] : groupAmounts(context, rollup, rollup.now, group);
  const hasRequests = group !== undefined && rollup.now.columns.count(REQUESTS, group) > 0;
  let credentials = 0;
  for (const key of store.entities.owned.of(place))
    if (store.entities.recordOf(key) !== undefined) credentials += 1;
  return {
    ...principal,
    uid: uidOf(store.entities, store.feeds.sourceName(store.entities.sourceOf(place)), place),
    credentials,
    ...(cost.length === 0 ? {} : { cost }),
    ...(hasRequests ? { requests: rollup.now.columns.sum(REQUESTS, group) } : {}),
    findings: context.findingsOf(place),
  };
};
