import * as t from 'io-ts';

import { isoTimeMs, jsonObject, nullish, openEnum, shape } from '../../../codec/index.js';
import type { Fields } from '../../../codec/index.js';

const resourceLinks = shape(
  'ResourceLinks',
  {},
  nullish({
    /** A path without a host. */
    self: t.string,
    /** A path without a host. */
    related: t.string,
    /** On some artifacts: where its file is. */
    redirect: t.string,
  }),
);

/** Every record has them, in every version of the API. */
const times = { created: isoTimeMs, updated: isoTimeMs };

// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no attribute is what the default says
type NoFields = Record<never, t.Mixed>;

interface ResourceConfig<T extends string, Q extends Fields, A extends Fields, R extends Fields> {
  /** Short name for error reports. */
  readonly name: string;
  /** The resource type on the wire: plural, kebab-case. */
  readonly type: T;
  /** Attributes that are always there, beside the times. Default: none. */
  readonly required?: Q;
  /** All others: anyone can run a server, so that each of them may be null or absent. */
  readonly attributes: A;
  readonly relationships: R;
}

/**
 * Returns the codec of one kind of item whose `meta` is known. Id, type and attributes are required, as JSON:API and the
 * walk want them, and of the attributes the times and what is named here; all else may be null or absent.
 */
export const resourceWith = <
  T extends string,
  A extends Fields,
  R extends Fields,
  M extends t.Mixed,
  Q extends Fields = NoFields,
>({
  name,
  type,
  required = {} as Q,
  attributes,
  relationships,
  meta,
}: ResourceConfig<T, Q, A, R> & { readonly meta: M }) =>
  shape(
    name,
    {
      id: t.string,
      type: openEnum(type),
      attributes: shape(`${name}Attributes`, { ...times, ...required }, nullish(attributes)),
    },
    nullish({
      relationships: shape(`${name}Relationships`, {}, nullish(relationships)),
      links: resourceLinks,
      meta,
    }),
  );

/** Returns the codec of one kind of item, see {@link resourceWith}. */
export const resource = <T extends string, A extends Fields, R extends Fields, Q extends Fields = NoFields>(
  config: ResourceConfig<T, Q, A, R>,
) => resourceWith({ ...config, meta: jsonObject });
