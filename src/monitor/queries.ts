/** The stretches of time that a query may name. */
export const WINDOWS = ['60m', '24h', 'today', '7d', '30d', 'month'] as const;
/** What figures may be grouped by. */
export const DIMENSIONS = ['key', 'principal', 'project', 'model', 'provider', 'source'] as const;

/**
 * A stretch of time up to now. `today`, `7d` (today and the six days before), `30d` and `month` are whole days in UTC;
 * `60m` and `24h` end now.
 */
export type Window = (typeof WINDOWS)[number];

/** What figures are grouped by. What has no value in the dimension is the row `unattributed` of its source. */
export type Dimension = (typeof DIMENSIONS)[number];

/** Keeps rows whose field equals the value, or one of the values. */
export type Where = Readonly<Record<string, string | readonly string[]>>;

/** Rows to show. Queries are plain JSON, so that they travel. */
export interface TableQuery {
  /** Words that must all occur in the texts of a row, in any case. Default: none. */
  readonly filter?: string | undefined;
  /** Keeps the rows whose fields have these values. Default: every row. */
  readonly where?: Where | undefined;
  /** Name of a column, `-` before it for descending order. Default: `name`. */
  readonly sort?: string | undefined;
  /** Rows to pass over. Default 0. */
  readonly offset?: number | undefined;
  /** Rows at most, from 1 to 500. Default 100. */
  readonly limit?: number | undefined;
  /** Of the figures that are joined to the rows. Default `24h`. */
  readonly window?: Window | undefined;
}

/** A table of spend. */
export interface SpendQuery {
  /** What the rows are. */
  readonly by: Dimension;
  /** Default `24h`. */
  readonly window?: Window | undefined;
  /** Keeps the figures whose dimensions have these values. Default: all. */
  readonly where?: Where | undefined;
  /** Rows at most, from 1 to 500. Default 100. */
  readonly limit?: number | undefined;
  /** Rows to pass over. Default 0. */
  readonly offset?: number | undefined;
}

/** Lines of a chart. */
export interface SeriesQuery {
  /** What the lines are. */
  readonly by: Dimension;
  /** Default `cost`. */
  readonly measure?: 'cost' | 'tokens' | 'requests' | undefined;
  /** Default `24h`. */
  readonly window?: Window | undefined;
  /** Keeps the figures whose dimensions have these values. Default: all. */
  readonly where?: Where | undefined;
  /** Lines at most; the rest is one line named `other`. Default 8. */
  readonly limit?: number | undefined;
}

/** A thing of one source, by its provider's id. Every `Ref` is one. */
export interface IdIn {
  /** Name of the source. */
  readonly source: string;
  /** The provider's id. */
  readonly id: string;
}

/**
 * What a viewer may see: what belongs to one of the projects, or to the owner. A reference names a thing of one source, as does
 * `<source>/<id>`. An id alone is that of any source: where several organizations are watched, name the source.
 */
export interface Scope {
  /** Ids of the projects that may be seen. Default: none. */
  readonly projects?: readonly (string | IdIn)[] | undefined;
  /** Id of the owner whose things may be seen. Default: none. */
  readonly owner?: string | IdIn | undefined;
}

const copyOfMember = (wanted: string | IdIn): string | IdIn =>
  typeof wanted === 'string' ? wanted : { source: wanted.source, id: wanted.id };

/**
 * What a program changes later of its object must change neither what somebody sees, nor whose views are the same.
 *
 * @internal
 */
export const copyOfScope = ({ projects, owner }: Scope): Scope => ({
  ...(projects === undefined ? {} : { projects: projects.map(copyOfMember) }),
  ...(owner === undefined ? {} : { owner: copyOfMember(owner) }),
});

const keyOfMember = (wanted: string | IdIn): string =>
  JSON.stringify(typeof wanted === 'string' ? wanted : [wanted.source, wanted.id]);

/**
 * The same text for the same scope, in whatever order its projects are.
 *
 * @internal
 */
export const keyOfScope = (scope: Scope | undefined): string => {
  if (scope === undefined) return '';
  const { projects = [], owner } = scope;
  return JSON.stringify([projects.map(keyOfMember).sort(), owner === undefined ? null : keyOfMember(owner)]);
};

/** What a table of credentials can be sorted by. */
export const CREDENTIAL_COLUMNS = [
  'name',
  'id',
  'kind',
  'status',
  'provider',
  'source',
  'privilege',
  'owner',
  'project',
  'createdAt',
  'expiresAt',
  'lastUsed',
  'cost',
  'requests',
  'findings',
] as const;
