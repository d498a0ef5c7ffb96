import { asNumber, placesOf } from '../paging/config.js';
import type { RequestPlace } from '../paging/index.js';
import type { PagingParts } from './definition.js';
import { sizeNames } from './page-size.js';
import type { ParamSpecs } from './params/index.js';
import { isInBody } from './wire.js';

type Moving = Pick<PagingParts, 'paging' | 'limits'>;

/** Where what changes from page to page goes, by the word of the paging and of the page sizes. */
export const movingPlaces = ({ paging, limits }: Moving): Readonly<Record<string, RequestPlace>> => ({
  ...paging.places,
  ...(limits === undefined ? {} : placesOf(asNumber(limits.param)).places),
});

/** The names of what changes from page to page and goes into the body. */
export const movingInBody = (parts: Moving, specs: ParamSpecs): readonly string[] => {
  const { paging, limits } = parts;
  const places = movingPlaces(parts);
  return [...paging.params, ...(paging.sliced ?? []), ...sizeNames(limits).slice(0, 1)].filter((name) =>
    isInBody({ places, specs }, name),
  );
};
