export {
  arch,
  type Arch,
  artifact,
  type Artifact,
  channel,
  type Channel,
  constraint,
  engine,
  type Engine,
  platform,
  type Platform,
  release,
  type Release,
  type ReleaseConstraint,
  releasePackage,
  type ReleasePackage,
} from './releases-codecs.js';
export {
  component,
  machine,
  type Machine,
  type MachineComponent,
  machineProcess,
  type MachineProcess,
} from './machines-codecs.js';
export {
  entitlement,
  type Entitlement,
  policy,
  type Policy,
  pooledKey,
  type PooledKey,
} from './policies-codecs.js';
export { environment, type Environment, token, type Token } from './tokens-codecs.js';
export { eventLog, type EventLog, requestLog, type RequestLog } from './logs-codecs.js';
export {
  group,
  type Group,
  groupOwner,
  type GroupOwner,
  secondFactor,
  type SecondFactor,
  user,
  type User,
} from './users-codecs.js';
export { license, type License } from './licenses-codecs.js';
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
  plan,
  type Plan,
  setting,
  type Setting,
  webhookEndpoint,
  type WebhookEndpoint,
  webhookEvent,
  type WebhookEvent,
} from './account-codecs.js';
export { product, type Product } from './products-codecs.js';
