import * as t from 'io-ts';
import {
  type Fields,
  int,
  isoTimeMs,
  jsonObject,
  list,
  nullish,
  openEnum,
  shape,
} from '../../codec/index.js';

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
 *
 * @param config name, type on the wire, attributes, relationships and the codec of `meta`
 *
 * @example
 * const config = { name: 'Widget', type: 'widgets', attributes: {}, relationships: {} };
 * const widget = resourceWith({ ...config, meta: codec.shape('WidgetMeta', {}, { uses: t.number }) });
 * console.log(widget.name); // Widget
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

/**
 * Returns the codec of one kind of item, see {@link resourceWith}.
 *
 * @param config name, type on the wire, attributes and relationships
 *
 * @example
 * const widget = resource({ name: 'Widget', type: 'widgets', attributes: { color: t.string }, relationships: {} });
 * const attributes = { color: 'red', created: '2026-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z' };
 * console.log(widget.read({ id: 'w1', type: 'widgets', attributes }) !== codec.INVALID); // true
 */
export const resource = <T extends string, A extends Fields, R extends Fields, Q extends Fields = NoFields>(
  config: ResourceConfig<T, Q, A, R>,
) => resourceWith({ ...config, meta: jsonObject });

/** Names another resource. */
export const resourceId = shape('ResourceId', {}, nullish({ type: t.string, id: t.string }));

/** The decoded form of {@link resourceId}. */
export type ResourceId = t.TypeOf<typeof resourceId>;

const relationshipLinks = shape(
  'RelationshipLinks',
  {},
  nullish({
    /** A path without a host; null where there is no related resource. */
    related: t.string,
  }),
);

/** One related resource: as a link, as its id, or both. */
export const relationship = shape(
  'Relationship',
  {},
  nullish({
    links: relationshipLinks,
    /** Null: none. Absent: the relationship is given as a link only. */
    data: resourceId,
    meta: jsonObject,
  }),
);

/** The decoded form of {@link relationship}. */
export type Relationship = t.TypeOf<typeof relationship>;

/**
 * Returns the codec of a relationship to many whose `meta` is known.
 *
 * @param meta codec of what is said of all of them
 *
 * @example
 * const machines = relationshipsWith(codec.shape('MachinesMeta', {}, { count: codec.int }));
 * console.log(E.isRight(machines.decode({ meta: { count: 3 } }))); // true
 */
export const relationshipsWith = <A, B>(meta: t.Type<A, B>) =>
  shape(
    'Relationships',
    {},
    nullish({
      links: relationshipLinks,
      /** Absent: the relationship is given as a link only, which is what the vendor's own servers do. */
      data: list(resourceId),
      meta,
    }),
  );

/** Many related resources: as a link, as their ids, or both. */
export const relationships = relationshipsWith(jsonObject);

/** The decoded form of {@link relationships}. */
export type Relationships = t.TypeOf<typeof relationships>;

const pageMeta = shape('PageMeta', {}, nullish({ pages: int, count: int }));

const pageLinks = shape(
  'PageLinks',
  {},
  nullish({
    /** A path without a host, as are all of these. */
    self: t.string,
    prev: t.string,
    /** Null at the end. In a numbered walk it goes on past page 100, which the server then refuses. */
    next: t.string,
    first: t.string,
    last: t.string,
    /** In numbered walks over lists that are counted. */
    meta: pageMeta,
  }),
);

/** What comes with the items. */
export const linksEnvelope = shape(
  'LinksEnvelope',
  {},
  nullish({
    /** Absent unless a page was asked for, by number or by cursor. */
    links: pageLinks,
  }),
);

/** The decoded form of {@link linksEnvelope}. */
export type LinksEnvelope = t.TypeOf<typeof linksEnvelope>;
