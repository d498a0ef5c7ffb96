import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The build that is measured: the same files that the package ships. */
export const load = (dist, entry) => import(pathToFileURL(join(dist, entry)).href);

/** A module that no entry exports: from what the compiler wrote, beside what is shipped. */
export const loadInternal = (dist, module) => load(join(dist, '..', 'build'), module);

/** Counts a stream of items the cheapest way there is. */
export const counted = (items$) =>
  new Promise((resolve, reject) => {
    let items = 0;
    let last;
    items$.subscribe({
      next: ({ id }) => {
        items += 1;
        last = id;
      },
      error: reject,
      complete: () => resolve({ items, last }),
    });
  });
