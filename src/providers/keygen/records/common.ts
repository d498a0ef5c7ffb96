import { isoOf, type Credential, type Reading, type Ref } from '../../../records/index.js';
import type { Relationship } from '../resource.js';

export const PROVIDER = 'keygen';

/** Returns what a relationship names; undefined for none. */
export const refOf = (
  relationship: Relationship | null | undefined,
  { source }: Reading,
): Ref | undefined => {
  const { type, id } = relationship?.data ?? {};
  // Resource types are plural on the wire, kinds of ours are not.
  return type == null || id == null ? undefined : { source, kind: type.replace(/s$/, ''), id };
};

/** Null: never. Undefined: the server does not say. */
export const endOf = (expiry: Date | null | undefined): Credential['expiresAt'] =>
  expiry === null ? null : isoOf(expiry);
