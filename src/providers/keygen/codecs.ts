// Written by `npm run lists` from what the topics beside it export.

export {
  setting,
  type Setting,
  plan,
  type Plan,
  webhookEndpoint,
  type WebhookEndpoint,
  webhookEvent,
  type WebhookEvent,
  token,
  type Token,
  environment,
  type Environment,
} from './account.js';
export {
  product,
  type Product,
  policy,
  type Policy,
  entitlement,
  type Entitlement,
  pooledKey,
  type PooledKey,
  license,
  type License,
} from './licensing-codecs.js';
export { eventLog, type EventLog, requestLog, type RequestLog } from './logs.js';
export {
  machine,
  type Machine,
  component,
  type MachineComponent,
  machineProcess,
  type MachineProcess,
} from './machines.js';
export {
  release,
  type Release,
  artifact,
  type Artifact,
  constraint,
  type ReleaseConstraint,
  releasePackage,
  type ReleasePackage,
  engine,
  type Engine,
  platform,
  type Platform,
  arch,
  type Arch,
  channel,
  type Channel,
} from './releases-codecs.js';
export {
  user,
  type User,
  secondFactor,
  type SecondFactor,
  group,
  type Group,
  groupOwner,
  type GroupOwner,
} from './users-codecs.js';
