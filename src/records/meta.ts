/** A point in time as text: UTC, with milliseconds and `Z`. */
export type Iso = string;

/** Names a record of some source. */
export interface Ref {
  /** The configured instance, for example `openai`. */
  readonly source: string;
  /** What it names: `key`, `user`, `project` … */
  readonly kind: string;
  /** The provider's id. */
  readonly id: string;
  /** What the provider calls it where it names it: shown where no list that was read holds it, for example an owner who left. */
  readonly name?: string | undefined;
}

/** What every record says about itself. */
export interface Meta {
  /** Source, resource and id, joined by slashes: the same for the same thing in every reading. */
  readonly uid: string;
  /** The provider. */
  readonly provider: 'openai' | 'keywordsai' | 'keygen' | 'cobo' | (string & {});
  /** The configured instance that it was read from. */
  readonly source: string;
  /** The list that it was read from, for example `projects.apiKeys`. */
  readonly resource: string;
  /** When it was read. */
  readonly observedAt: Iso;
  /** How far the provider's data reaches, where that is known. */
  readonly asOf?: Iso | undefined;
  /** Grows when the content changes. A mapping, which sees one reading only, gives 0. */
  readonly revision: number;
  /** The redacted original, where that was asked for. */
  readonly raw?: unknown;
}

/** Where and when an item was read: what the item itself does not say. */
export interface Reading {
  /** The configured instance, for example `openai`. */
  readonly source: string;
  /** When it was read. */
  readonly observedAt: Date;
}

/** Returns the text of a point in time; undefined where there is none. */
export const isoOf = (time: Date | null | undefined): Iso | undefined => time?.toISOString();

/** Returns the text of a point in time that is given in milliseconds. */
export const isoAt = (ms: number): Iso => new Date(ms).toISOString();

/**
 * Returns what every record of one list has in common. Spread it behind `type`: an object that begins with the members of another one
 * has a shape of its own in V8, which takes more memory than the record does, and makes each look at it slow.
 *
 * @param provider the provider, for example `openai`
 * @param resource the list that the item was read from, for example `projects.apiKeys`
 * @param id the provider's id of the item
 * @param reading the source and the time of the reading
 *
 * @example
 * console.log(metaOf('acme', 'keys', 'k1', { source: 'acme', observedAt: new Date(0) }).uid); // acme/keys/k1
 */
export const metaOf = (
  provider: Meta['provider'],
  resource: string,
  id: string,
  { source, observedAt }: Reading,
): Meta => ({
  uid: `${source}/${resource}/${id}`,
  provider,
  source,
  resource,
  observedAt: observedAt.toISOString(),
  revision: 0,
});
