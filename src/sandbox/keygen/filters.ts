import { valueOf, valuesOf, type Ask } from '../http.js';
import {
  statusOf,
  type KeygenData,
  type License,
  type Machine,
  type Policy,
  type Token,
  type User,
} from './records.js';
import { heartbeatOf } from './wire.js';

/** True where a filter was not given or its value is the one wanted. */
function wants(ask: Ask, name: string, ...values: readonly (string | null | undefined)[]): boolean {
  const asked = valueOf(ask, name);
  return asked === undefined || values.includes(asked);
}

function wantsMetadata(ask: Ask, metadata: Readonly<Record<string, unknown>>): boolean {
  return ask.query.every(([name, value]) => {
    const key = /^metadata\[(.+)\]$/.exec(name)?.[1];
    return key === undefined || String(metadata[key]) === value;
  });
}

/** Users: only those of role `user` unless roles are named. */
export function usersFor(ask: Ask, data: KeygenData): readonly User[] {
  const roles = valuesOf(ask, 'roles');
  const admitted = new Set(roles.length === 0 ? ['user'] : roles);
  const owners = new Set(data.licenses.map(({ ownerId }) => ownerId));
  const owner = data.licenses.find(({ id }) => id === valueOf(ask, 'license'))?.ownerId;
  const assigned = valueOf(ask, 'assigned') ?? valueOf(ask, 'active');
  return data.users.filter(
    (user) =>
      admitted.has(user.role) &&
      wants(ask, 'status', user.status) &&
      wantsMetadata(ask, user.metadata) &&
      (valueOf(ask, 'license') === undefined || user.id === owner) &&
      (assigned === undefined || assigned === String(owners.has(user.id))),
  );
}

/** Licences: by status, product, policy, owner or user (id or address), machine, and the boolean filters. */
export function licensesFor(ask: Ask, data: KeygenData, now: number): readonly License[] {
  const emails = new Map(data.users.map((user) => [user.id, user.email]));
  const machine = data.machines.find(({ id, fingerprint }) =>
    [id, fingerprint].includes(valueOf(ask, 'machine') ?? ''),
  );
  return data.licenses.filter((license) => {
    const email = license.ownerId === null ? null : emails.get(license.ownerId);
    const status = statusOf(license, now);
    return (
      wants(ask, 'status', status) &&
      wants(ask, 'product', license.policy.productId) &&
      wants(ask, 'policy', license.policy.id) &&
      wants(ask, 'owner', license.ownerId, email) &&
      wants(ask, 'user', license.ownerId, email) &&
      wants(ask, 'suspended', String(license.suspended)) &&
      wants(ask, 'expired', String(status === 'EXPIRED')) &&
      wants(ask, 'expiring', String(status === 'EXPIRING')) &&
      wants(ask, 'assigned', String(license.ownerId !== null)) &&
      wants(ask, 'unassigned', String(license.ownerId === null)) &&
      (valueOf(ask, 'machine') === undefined || machine?.license === license) &&
      wantsMetadata(ask, license.metadata)
    );
  });
}

/** Machines: by fingerprint, address, host, heartbeat, product, policy, licence (id or key), owner. */
export function machinesFor(ask: Ask, data: KeygenData): readonly Machine[] {
  return data.machines.filter(
    (machine) =>
      wants(ask, 'fingerprint', machine.fingerprint) &&
      wants(ask, 'ip', machine.ip) &&
      wants(ask, 'hostname', machine.hostname) &&
      wants(ask, 'status', heartbeatOf(machine)) &&
      wants(ask, 'product', machine.license.policy.productId) &&
      wants(ask, 'policy', machine.license.policy.id) &&
      wants(ask, 'license', machine.license.id) &&
      wants(ask, 'key', machine.license.key) &&
      wants(ask, 'owner', machine.ownerId) &&
      wants(ask, 'user', machine.ownerId),
  );
}

/** Tokens: by their bearer. */
export function tokensFor(ask: Ask, data: KeygenData): readonly Token[] {
  return data.tokens.filter(
    (token) =>
      wants(ask, 'bearer[type]', token.bearer.type, token.bearer.type.slice(0, -1)) &&
      wants(ask, 'bearer[id]', token.bearer.id) &&
      wants(ask, 'bearer[role]', token.role),
  );
}

/** Policies: by product. */
export function policiesFor(ask: Ask, data: KeygenData): readonly Policy[] {
  return data.policies.filter((policy) => wants(ask, 'product', policy.productId));
}
