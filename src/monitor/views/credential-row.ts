import { type Credential, isoAt, type LastUsed } from '../../records/index.js';
import type { CredentialRow } from '../shapes.js';
import { uidOf } from '../store/entities.js';
import type { FeedState } from '../store/feed-state.js';
import { REQUESTS } from '../store/lanes.js';
import { MINUTE, UNIT_MS } from '../store/levels.js';
import { laterUse } from '../store/merge.js';
import type { Store } from '../store/store.js';
import type { Rollup } from '../sums/rollup.js';
import type { Draft } from './draft.js';
import { nameOf } from './names.js';
import { groupAmounts } from './totals.js';
import type { Context } from './view.js';

/** What a credential is that figures name and no list holds, once all lists of its source have been read. */
const ghostOf = (store: Store, place: number): Credential | undefined => {
  const { entities, feeds } = store;
  const source = entities.sourceOf(place);
  const lists = feeds.of(source).filter((feed) => feed.gives('credential'));
  if (lists.length === 0 || !lists.every(({ everWhole }) => everWhole)) return undefined;
  // One that is used for the first time after the lists were read may be new.
  const isGone = lists.some(
    ({ info, lastSuccessAt = 0 }) =>
      info.exhaustive !== false && store.figures.use.isNamedBefore(place, lastSuccessAt),
  );
  const name = entities.hintedName(place);
  const sourceName = feeds.sourceName(source);
  const since = Math.max(...lists.map(({ lastSuccessAt = 0 }) => lastSuccessAt));
  return {
    uid: uidOf(entities, sourceName, place),
    provider: feeds.providerOf(source),
    source: sourceName,
    resource: 'figures',
    observedAt: isoAt(since),
    revision: 0,
    type: 'credential',
    kind: entities.kindOf(place),
    id: entities.idOf(place),
    ...(name === undefined ? {} : { name }),
    privilege: 'unknown',
    status: isGone ? 'vanished' : 'unknown',
    lastUsed: { state: 'not_reported' },
  };
};

/** The status of a record at a time: unchanged, it expires. */
export const statusAt = ({ status, expiresAt }: Credential, now: number): Credential['status'] =>
  status === 'active' && expiresAt != null && Date.parse(expiresAt) <= now ? 'expired' : status;

/** The last use that figures show, if any. */
const useInFigures = (store: Store, place: number): LastUsed | undefined => {
  const minute = store.figures.use.minuteOf(place);
  return minute < 0
    ? undefined
    : { state: 'used', at: isoAt(minute * UNIT_MS[MINUTE]), evidence: store.figures.use.evidenceOf(place) };
};

/** The last request of the owner of a credential: where a log says who asked, and not with which credential. */
const useOfBearer = (store: Store, place: number): LastUsed | undefined => {
  const owner = store.entities.ownerOf(place);
  const minute = owner < 0 ? -1 : store.figures.use.minuteOf(owner);
  return minute < 0
    ? undefined
    : { state: 'used', at: isoAt(minute * UNIT_MS[MINUTE]), evidence: 'bearer_log' };
};

/** Since when figures by key, or by bearer, are known of a source that does not say when keys were used. */
const recordSince = (store: Store, place: number): LastUsed | undefined => {
  const hasOwner = store.entities.ownerOf(place) >= 0;
  const namesUsers = ({ namesKeys, namesBearers }: FeedState): boolean =>
    namesKeys || (hasOwner && namesBearers);
  const feeds = store.feeds
    .of(store.entities.sourceOf(place))
    .filter((feed) => feed.everWhole && namesUsers(feed) && feed.since !== undefined);
  if (feeds.length === 0) return undefined;
  return { state: 'no_record', since: isoAt(Math.min(...feeds.map(({ since = 0 }) => since))) };
};

const lastUsedOf = (store: Store, place: number, { lastUsed }: Credential): LastUsed => {
  const used = useInFigures(store, place);
  if (used !== undefined) return laterUse(lastUsed, used);
  if (lastUsed.state !== 'not_reported') return lastUsed;
  return useOfBearer(store, place) ?? recordSince(store, place) ?? lastUsed;
};

/** Returns a credential as it is now: expired by the clock, used by the figures, vanished where only figures name it. */
export const credentialAt = (store: Store, place: number, now: number): Credential | undefined => {
  const record = store.entities.credentialOf(place) ?? ghostOf(store, place);
  if (record === undefined) return undefined;
  return {
    ...record,
    uid: uidOf(store.entities, store.feeds.sourceName(store.entities.sourceOf(place)), place),
    status: statusAt(record, now),
    lastUsed: lastUsedOf(store, place, record),
  };
};

/** Returns the row of a credential with all that is joined to it. */
export const credentialRow = (context: Context, rollup: Rollup, place: number): CredentialRow | undefined => {
  const { store } = context;
  const credential = credentialAt(store, place, context.now());
  if (credential === undefined) return undefined;
  const row: Draft<CredentialRow> = { findings: context.findingsOf(place), ...credential };
  const owner = store.entities.ownerOf(place);
  if (owner >= 0) {
    row.ownerName = nameOf(store, owner);
    const person = store.entities.principalOf(owner);
    if (person !== undefined) row.ownerStatus = person.status;
  }
  const project = store.entities.projectOf(place);
  if (project >= 0) row.projectName = nameOf(store, project);
  const group = rollup.find(place);
  if (group === undefined) return row;
  const cost = groupAmounts(context, rollup, rollup.now, group);
  if (cost.length > 0) row.cost = cost;
  if (rollup.now.columns.count(REQUESTS, group) > 0) row.requests = rollup.now.columns.sum(REQUESTS, group);
  return row;
};
