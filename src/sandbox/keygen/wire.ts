import type { WireItem } from '../types.js';
import type { Environment, Machine, Ref, Stamped } from './records.js';

/** What items are written with: where links begin, which account they name, what time it is. */
export interface WireConfig {
  /** `/v1`, after the prefix of the server. */
  readonly root: string;
  /** `/v1/accounts/<id>`, after the prefix of the server. */
  readonly base: string;
  readonly account: string;
  readonly now: number;
  /** Machines by the id of their licence. */
  readonly machinesOf: (license: string) => readonly Machine[];
}

/** How an item departs from the most common form. */
interface ItemForm {
  /** Whether the type belongs to environments: undefined where it does not, null for the global one. */
  readonly environment?: Environment | null | undefined;
  /** The name of the item's own link. */
  readonly link?: 'self' | 'related';
  readonly links?: WireItem;
  readonly meta?: WireItem;
}

/** A time as the vendor writes it. */
export function iso(ms: number): string;
export function iso(ms: number | null): string | null;
export function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

/** A JSON:API item; `environment: null` means the global environment, absent for a type that knows none. */
export function item(
  config: WireConfig,
  type: string,
  record: Stamped,
  attributes: WireItem,
  relations: WireItem,
  { environment, link = 'self', links, meta }: ItemForm = { environment: null },
): WireItem {
  return {
    id: record.id,
    type,
    attributes: { ...attributes, created: iso(record.created), updated: iso(record.created) },
    relationships: {
      account: { links: { related: config.base }, data: { type: 'accounts', id: config.account } },
      ...(environment === undefined ? {} : environmentOf(config, environment)),
      ...relations,
    },
    links: { [link]: `${config.base}/${type}/${record.id}`, ...links },
    ...(meta === undefined ? {} : { meta }),
  };
}

function environmentOf({ base }: WireConfig, environment: Environment | null): WireItem {
  if (environment === null) return { environment: { links: { related: null }, data: null } };
  const data = { type: 'environments', id: environment.id };
  return { environment: { links: { related: `${base}/environments/${environment.id}` }, data } };
}

/** Relations of one record: links, and data where the vendor gives them. */
export function relationsOf(config: WireConfig, type: string, { id }: Stamped) {
  const related = (name: string) => ({ related: `${config.base}/${type}/${id}/${name}` });
  return {
    /** A relation with data: the type and the record, a reference, or nothing. */
    to: (name: string, ref: Ref | null): WireItem => ({
      [name]: { links: related(name), data: ref === null ? null : { type: ref.type, id: ref.id } },
    }),
    /** Relations that are a link only. */
    link: (...names: readonly string[]): WireItem =>
      Object.fromEntries(names.map((name) => [name, { links: related(name) }])),
    /** A link under another path, or with figures. */
    linked: (name: string, path: string, meta?: WireItem): WireItem => ({
      [name]: { links: related(path), ...(meta === undefined ? {} : { meta }) },
    }),
  };
}

/** A reference to a record, where there is one. */
export function refTo(type: string, record: { readonly id: string } | null): Ref | null {
  return record === null ? null : { type, id: record.id };
}
