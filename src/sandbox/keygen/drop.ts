import type {
  Entitlement,
  Environment,
  Group,
  KeygenData,
  License,
  Machine,
  Package,
  Policy,
  Product,
  Release,
  User,
} from './records.js';

/** Keeps of a list what passes a test. */
function keep<A>(list: A[], test: (entry: A) => boolean): void {
  const kept = list.filter(test);
  if (kept.length < list.length) list.splice(0, list.length, ...kept);
}

/** Takes one entry out of a list. */
export function without<A>(list: A[], entry: A): void {
  keep(list, (one) => one !== entry);
}

/** A user goes, with his tokens, second factors and offices; what he owned stays without an owner. */
export function dropUser(data: KeygenData, user: User): void {
  without(data.users, user);
  for (const owned of [...data.licenses, ...data.machines]) {
    if (owned.owner === user) owned.owner = null;
  }
  for (const license of data.licenses) without(license.users, user);
  keep(data.tokens, ({ bearer }) => bearer.id !== user.id);
  keep(data.groupOwners, (owner) => owner.user !== user);
  keep(data.secondFactors, (factor) => factor.user !== user);
}

/** A group goes, with its owners; its members stay. */
export function dropGroup(data: KeygenData, group: Group): void {
  without(data.groups, group);
  for (const member of [...data.users, ...data.licenses, ...data.machines]) {
    if (member.group === group) member.group = null;
  }
  keep(data.groupOwners, (owner) => owner.group !== group);
}

/** A machine goes, with its parts. */
export function dropMachine(data: KeygenData, machine: Machine): void {
  without(data.machines, machine);
  keep(data.components, (part) => part.machine !== machine);
  keep(data.processes, (part) => part.machine !== machine);
}

/** A licence goes, with its machines and tokens. */
export function dropLicense(data: KeygenData, license: License): void {
  without(data.licenses, license);
  for (const machine of data.machines.filter((one) => one.license === license)) dropMachine(data, machine);
  keep(data.tokens, ({ bearer }) => bearer.id !== license.id);
}

/** A policy goes, with its licences, its pool and its entitlements. */
export function dropPolicy(data: KeygenData, policy: Policy): void {
  without(data.policies, policy);
  for (const license of data.licenses.filter((one) => one.policy === policy)) dropLicense(data, license);
  keep(data.keys, (key) => key.policy !== policy);
}

/** An entitlement goes from wherever it is attached. */
export function dropEntitlement(data: KeygenData, entitlement: Entitlement): void {
  without(data.loose, entitlement);
  for (const { entitlements } of [...data.policies, ...data.licenses]) without(entitlements, entitlement);
  keep(data.constraints, (constraint) => constraint.entitlement !== entitlement);
}

/** A release goes, with its artifacts and constraints. */
export function dropRelease(data: KeygenData, release: Release): void {
  without(data.releases, release);
  keep(data.artifacts, (artifact) => artifact.release !== release);
  keep(data.constraints, (constraint) => constraint.release !== release);
}

/** A package goes; its releases stay without one. */
export function dropPackage(data: KeygenData, pack: Package): void {
  without(data.packages, pack);
  for (const release of data.releases) {
    if (release.pack === pack) release.pack = null;
  }
}

/** A product goes, with everything that is of it. */
export function dropProduct(data: KeygenData, product: Product): void {
  without(data.products, product);
  for (const policy of data.policies.filter((one) => one.product === product)) dropPolicy(data, policy);
  for (const release of data.releases.filter((one) => one.product === product)) dropRelease(data, release);
  keep(data.packages, (pack) => pack.product !== product);
  keep(data.tokens, ({ bearer }) => bearer.id !== product.id);
  keep(data.webhookEndpoints, (endpoint) => endpoint.product !== product);
}

/** An environment goes, with its tokens. */
export function dropEnvironment(data: KeygenData, environment: Environment): void {
  without(data.environments, environment);
  keep(data.environmentTokens, (token) => token.environment !== environment);
}
