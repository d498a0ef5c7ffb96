import type { Ref } from '../../records/index.js';
import { refOf, uidOf } from '../store/entities.js';
import type { Store } from '../store/store.js';

/** The first of some names that is one: what is empty names nothing. */
export const firstName = (id: string, ...names: readonly (string | null | undefined)[]): string =>
  names.find((name) => name !== undefined && name !== null && name !== '') ?? id;

/** The name of an entity for people; its id where no list gives it one. */
export const nameOf = (store: Store, place: number): string => {
  const { entities } = store;
  const record = entities.recordOf(place);
  switch (record?.type) {
    case 'credential':
      return firstName(record.id, record.name, record.hint);
    case 'principal':
      return firstName(record.id, record.displayName, record.email);
    case 'project':
      return firstName(record.id, record.name);
    case undefined:
      return entities.classOf(place) === 'none' ? 'unattributed' : namelessName(store, place);
  }
};

/** What no list of people holds may own keys all the same: a product, a licence. */
const namelessName = (store: Store, place: number): string => {
  const { entities } = store;
  const hinted = entities.hintedName(place);
  if (hinted !== undefined) return hinted;
  const id = entities.idOf(place);
  for (const name of ['project', 'credential'] as const) {
    if (entities.classOf(place) === name) continue;
    const other = entities.find(name, entities.sourceOf(place), id);
    if (other !== undefined && entities.recordOf(other) !== undefined) return nameOf(store, other);
  }
  return id;
};

/** The place of what a reference names. */
export const placeOfRef = (
  store: Store,
  { source, kind, id }: Ref,
  environment?: string,
): number | undefined => {
  const sourceId = store.feeds.sourceId(source);
  if (sourceId === undefined) return undefined;
  const { entities } = store;
  const known = (['credential', 'principal', 'project'] as const)
    .map((name) => entities.find(name, sourceId, id, name === 'principal' ? environment : undefined))
    .filter((place) => place !== undefined);
  return known.find((place) => entities.recordOf(place)?.kind === kind) ?? known[0];
};

/** The name of what a reference names; its id where it is not known. */
export const nameOfRef = (store: Store, ref: Ref): string => {
  const place = placeOfRef(store, ref);
  return place === undefined ? ref.id : nameOf(store, place);
};

/** What every row of an entity begins with. */
export const identityOf = (
  store: Store,
  place: number,
): {
  readonly id: string;
  readonly ref?: Ref;
  readonly name: string;
  readonly provider: string;
  readonly source: string;
} => {
  const source = store.entities.sourceOf(place);
  const sourceName = store.feeds.sourceName(source);
  const ref = refOf(store.entities, sourceName, place);
  return {
    id: uidOf(store.entities, sourceName, place),
    ...(ref === undefined ? {} : { ref }),
    name: nameOf(store, place),
    provider: store.feeds.providerOf(source),
    source: sourceName,
  };
};
