import type { PrincipalRow } from '../shapes.js';
import { uidOf } from '../store/entities.js';
import { REQUESTS } from '../store/lanes.js';
import type { Store } from '../store/store.js';
import type { Rollup } from '../sums/rollup.js';
import type { Draft } from './draft.js';
import { groupAmounts } from './totals.js';
import type { Context } from './view.js';

/** How many credentials of a person lists hold. */
export const credentialsOf = ({ entities }: Store, place: number): number => {
  let credentials = 0;
  for (const key of entities.owned.of(place)) if (entities.recordOf(key) !== undefined) credentials += 1;
  return credentials;
};

/** Returns the row of a person, or another actor, with all that is joined to it. */
export const principalRow = (context: Context, rollup: Rollup, place: number): PrincipalRow | undefined => {
  const { store } = context;
  const principal = store.entities.principalOf(place);
  if (principal === undefined) return undefined;
  const credentials = credentialsOf(store, place);
  const uid = uidOf(store.entities, store.feeds.sourceName(store.entities.sourceOf(place)), place);
  const row: Draft<PrincipalRow> = { findings: context.findingsOf(place), credentials, ...principal, uid };
  const group = rollup.find(place);
  if (group === undefined) return row;
  const cost = groupAmounts(context, rollup, rollup.now, group);
  if (cost.length > 0) row.cost = cost;
  if (rollup.now.columns.count(REQUESTS, group) > 0) row.requests = rollup.now.columns.sum(REQUESTS, group);
  return row;
};
