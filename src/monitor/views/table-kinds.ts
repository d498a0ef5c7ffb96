import type { Ref } from '../../records/index.js';
import type { CredentialRow, PrincipalRow } from '../shapes.js';
import type { Store } from '../store/store.js';
import { REQUESTS } from '../store/lanes.js';
import type { Rollup } from '../sums/rollup.js';
import { credentialAt, credentialRow } from './credential-row.js';
import { nameOf } from './names.js';
import { credentialsOf, principalRow } from './principal-row.js';
import type { SortValue, TableKind } from './table.js';
import type { Context } from './view.js';

/** What a table of principals can be sorted by. */
export const PRINCIPAL_COLUMNS = [
  'name',
  'id',
  'kind',
  'status',
  'provider',
  'source',
  'email',
  'role',
  'environment',
  'createdAt',
  'lastActiveAt',
  'credentials',
  'cost',
  'requests',
  'findings',
] as const;

/** Fields that `where` compares with, beside the columns that hold words; `createdOn` is a day in UTC, such as `2026-11-28`. */
export const CREDENTIAL_FIELDS = [
  'name',
  'id',
  'kind',
  'status',
  'provider',
  'source',
  'privilege',
  'owner',
  'ownerStatus',
  'ownerAccess',
  'project',
  'createdOn',
  'lastUsed',
  'findings',
] as const;

export const PRINCIPAL_FIELDS = [
  'name',
  'id',
  'kind',
  'status',
  'provider',
  'source',
  'email',
  'role',
  'environment',
  'createdOn',
  'findings',
] as const;

const lower = (text: string | undefined): string | undefined => text?.toLowerCase();

const requestsOf = (rollup: Rollup, place: number): number | undefined => {
  const group = rollup.find(place);
  if (group === undefined || rollup.now.columns.count(REQUESTS, group) === 0) return undefined;
  return rollup.now.columns.sum(REQUESTS, group);
};

/** Columns that both tables have. */
const commonValue = (context: Context, rollup: Rollup, place: number, column: string): SortValue => {
  const { store } = context;
  const source = store.entities.sourceOf(place);
  switch (column) {
    case 'name':
      return lower(nameOf(store, place));
    case 'id':
      return store.entities.idOf(place);
    case 'source':
      return store.feeds.sourceName(source);
    case 'provider':
      return store.feeds.providerOf(source);
    case 'requests':
      return requestsOf(rollup, place);
    case 'findings':
      return context.findingsOf(place).length;
    default:
      return undefined;
  }
};

const nameAt = (store: Store, place: number): string | undefined =>
  place < 0 ? undefined : lower(nameOf(store, place));

const credentialValue = (context: Context, rollup: Rollup, place: number, column: string): SortValue => {
  const { store } = context;
  if (column === 'owner') return nameAt(store, store.entities.ownerOf(place));
  if (column === 'project') return nameAt(store, store.entities.projectOf(place));
  const record = store.entities.credentialOf(place);
  switch (column) {
    case 'kind':
      return record?.kind ?? store.entities.kindOf(place);
    case 'privilege':
      return record?.privilege ?? 'unknown';
    case 'createdAt':
      return record?.createdAt;
    case 'expiresAt':
      return record?.expiresAt ?? undefined;
    case 'status':
      return credentialAt(store, place, context.now())?.status;
    case 'lastUsed': {
      const used = credentialAt(store, place, context.now())?.lastUsed;
      return used?.state === 'used' ? used.at : undefined;
    }
    default:
      return commonValue(context, rollup, place, column);
  }
};

const refValues = (ref: Ref | undefined, name: string | undefined): readonly string[] =>
  [ref?.id, name].filter((value) => value !== undefined);

const one = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value]);

/** The day of a time; nothing for what is no time of the calendar. */
const dayOf = (iso: string | undefined): readonly string[] => {
  const ms = Date.parse(iso ?? '');
  return Number.isNaN(ms) ? [] : [new Date(ms).toISOString().slice(0, 10)];
};

const credentialValues = (row: CredentialRow, field: string): readonly string[] => {
  switch (field) {
    case 'id':
      return [row.id, row.uid];
    case 'owner':
      return refValues(row.owner, row.ownerName);
    case 'project':
      return refValues(row.scopeContainer, row.projectName);
    case 'createdOn':
      return dayOf(row.createdAt);
    case 'lastUsed':
      return [row.lastUsed.state];
    case 'findings':
      return row.findings;
    case 'name':
    case 'kind':
    case 'status':
    case 'provider':
    case 'source':
    case 'privilege':
    case 'ownerStatus':
    case 'ownerAccess':
      return one(row[field]);
    default:
      return [];
  }
};

/** The table of keys, tokens and licenses. */
export const CREDENTIALS: TableKind<CredentialRow> = {
  class: 'credential',
  grouping: 'key',
  defaultSort: 'name',
  row: credentialRow,
  sortValue: credentialValue,
  values: credentialValues,
  texts: (row) => [
    row.name,
    row.id,
    row.hint,
    row.ownerName,
    row.projectName,
    row.provider,
    row.source,
    row.status,
    row.kind,
  ],
  dependents: function* ({ store: { entities } }, place) {
    yield* entities.owned.of(place);
    yield* entities.contained.of(place);
  },
};

const principalValue = (context: Context, rollup: Rollup, place: number, column: string): SortValue => {
  const record = context.store.entities.principalOf(place);
  switch (column) {
    case 'kind':
    case 'status':
    case 'role':
    case 'environment':
    case 'createdAt':
    case 'lastActiveAt':
      return record?.[column];
    case 'email':
      return lower(record?.email);
    case 'credentials':
      return credentialsOf(context.store, place);
    default:
      return commonValue(context, rollup, place, column);
  }
};

const principalValues = (row: PrincipalRow, field: string): readonly string[] => {
  switch (field) {
    case 'id':
      return [row.id, row.uid];
    case 'name':
      return one(row.displayName);
    case 'createdOn':
      return dayOf(row.createdAt);
    case 'findings':
      return row.findings;
    case 'kind':
    case 'status':
    case 'provider':
    case 'source':
    case 'email':
    case 'role':
    case 'environment':
      return one(row[field]);
    default:
      return [];
  }
};

/** The table of people, service accounts, customers and agents. */
export const PRINCIPALS: TableKind<PrincipalRow> = {
  class: 'principal',
  grouping: 'principal',
  defaultSort: 'name',
  row: principalRow,
  sortValue: principalValue,
  values: principalValues,
  texts: (row) => [
    row.displayName,
    row.id,
    row.email,
    row.role,
    row.environment,
    row.provider,
    row.source,
    row.status,
    row.kind,
  ],
  dependents: function* ({ store: { entities } }, place) {
    const owner = entities.isCredential(place) ? entities.ownerOf(place) : -1;
    if (owner >= 0) yield owner;
  },
};
