/**
 * Keygen: the lists of an account (licenses, machines, users, products, releases, logs …). `endpoints` are the lists as values, the
 * codecs are those of their items; secrets that the server lists in clear are held in a `Secret`.
 *
 * @packageDocumentation
 */

export * from './codecs.js';
export {
  linksEnvelope,
  type LinksEnvelope,
  relationship,
  type Relationship,
  relationships,
  type Relationships,
  relationshipsWith,
  resource,
  resourceId,
  type ResourceId,
  resourceWith,
} from './resource.js';
export {
  keygenClient,
  type KeygenAccount,
  type KeygenLicenseKey,
  type KeygenOptions,
  type KeygenToken,
} from './client.js';
export * as endpoints from './endpoints.js';
export { keygen, type Keygen } from './keygen.js';
export { keygenSource, type KeygenSourceOptions } from './source.js';
export * as records from './records.js';
