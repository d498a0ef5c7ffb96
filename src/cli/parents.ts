import { CATALOG, type CatalogEntry } from './catalog.js';
import { isObject } from '../../operators/internal/isObject.js';

/** The list whose items know the value of a path parameter of another list. */
interface Parent {
  readonly entry: CatalogEntry;
  /** Returns the value of the parameter that an item, in its wire form, gives. */
  readonly idOf: (item: unknown) => string | undefined;
}

const idFrom =
  (name: string) =>
  (item: unknown): string | undefined => {
    if (!isObject(item)) return undefined;
    // Some items are known by another name than `id`: the group of a project has a `group_id` only.
    const found = [item[name], item['id'], item['uuid']].find(
      (value) => typeof value === 'string' && value !== '',
    );
    return typeof found === 'string' ? found : undefined;
  };

/** The names of the path parameters of a list, from the left. */
export const pathParams = ({ path }: CatalogEntry): readonly string[] =>
  [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name);

/**
 * Returns the list that a path parameter takes its values from: the one above in the tree of names that needs just the
 * parameters before it. None where the vendor has no such list.
 */
export const parentOf = (entry: CatalogEntry, name: string): Parent | undefined => {
  const before = pathParams(entry).indexOf(name);
  const above = CATALOG.find(
    (each) =>
      entry.id.startsWith(`${each.id}.`) && each.kind === 'paginated' && pathParams(each).length === before,
  );
  return above === undefined ? undefined : { entry: above, idOf: idFrom(name) };
};
