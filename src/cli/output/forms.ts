import type { CatalogEntry } from '../catalog/entry.js';

/** How an endpoint is asked: method and path, with each further form on a line of its own. */
export const formsOf = ({ method, path, forms }: CatalogEntry): readonly string[] => [
  `${method} ${path}`,
  ...Object.entries(forms).map(
    ([name, form]) => `${form.method ?? method} ${form.path ?? path} with form=${name}`,
  ),
];
