import type { IdIn, Scope } from '../queries.js';
import type { SourceChoice } from '../store/feeds.js';
import type { Store } from '../store/store.js';
import { principalOf, projectOf, type SeriesFilter } from '../sums/groups.js';

/** Whether a text begins with the name of a source: none has a slash. */
const namesSource = ({ feeds }: Store, text: string): boolean => {
  const end = text.indexOf('/');
  return end >= 0 && feeds.sourceId(text.slice(0, end)) !== undefined;
};

/** Whether a scope means a thing. What could name its source names it: who may see less than was meant asks; who sees more does not. */
const means = (store: Store, wanted: string | IdIn, { source, id }: IdIn): boolean => {
  if (typeof wanted !== 'string') return wanted.source === source && wanted.id === id;
  return namesSource(store, wanted) ? wanted === `${source}/${id}` : wanted === id;
};

const mayBeIn = (store: Store, wanted: string | IdIn, source: string): boolean => {
  if (typeof wanted !== 'string') return wanted.source === source;
  return !namesSource(store, wanted) || wanted.startsWith(`${source}/`);
};

/** Sources that may hold something of a scope, those that come later too: of the others not even the name is shown. */
export const sourcesInScope = (store: Store, { projects = [], owner }: Scope): SourceChoice => {
  const all = [...projects, ...(owner === undefined ? [] : [owner])];
  return { has: (id) => all.some((wanted) => mayBeIn(store, wanted, store.feeds.sourceName(id))) };
};

/** Whether something of a project or an owner may be seen. */
export const inScope = (
  store: Store,
  { projects = [], owner }: Scope,
  project: IdIn | undefined,
  person: IdIn | undefined,
): boolean =>
  (project !== undefined && projects.some((wanted) => means(store, wanted, project))) ||
  (owner !== undefined && person !== undefined && means(store, owner, person));

/** What is at a place, by its source and its provider's id. */
export const idAt = ({ entities, feeds }: Store, place: number): IdIn | undefined =>
  place < 0 ? undefined : { source: feeds.sourceName(entities.sourceOf(place)), id: entities.idOf(place) };

/** Returns which figures count in a scope. */
export const scopeFilter =
  (store: Store, scope: Scope): SeriesFilter =>
  (series) =>
    inScope(store, scope, idAt(store, projectOf(store, series)), idAt(store, principalOf(store, series)));

/** Whether an entity may be seen in a scope. */
export const placeInScope = (store: Store, scope: Scope | undefined, place: number): boolean => {
  if (scope === undefined) return true;
  const { entities } = store;
  switch (entities.classOf(place)) {
    case 'credential':
      return inScope(
        store,
        scope,
        idAt(store, entities.projectOf(place)),
        idAt(store, entities.ownerOf(place)),
      );
    case 'principal':
      return inScope(store, scope, undefined, idAt(store, place));
    case 'project':
      return inScope(store, scope, idAt(store, place), undefined);
    case 'source':
    case 'model':
    case 'none':
      return false;
  }
};

/** Whether what a reference names may be seen in a scope; `place` is where it is known, if it is. */
export const refInScope = (
  store: Store,
  scope: Scope,
  place: number | undefined,
  subject: IdIn & { readonly kind: string },
): boolean =>
  place === undefined
    ? inScope(store, scope, subject.kind === 'project' ? subject : undefined, undefined)
    : placeInScope(store, scope, place);
