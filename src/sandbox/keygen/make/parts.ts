import type { Component, Environment, GroupOwner, PoolKey, Process, SecondFactor } from '../records.js';
import { anyOf, sure, type Desk, type Hint } from './desk.js';
import { HEX } from '../../random.js';

const PARTS = ['BOARD', 'CPU', 'GPU', 'HDD', 'MAC', 'RAM', 'SSD', 'TPM'] as const;

/** A user who runs a group; neighbouring numbers take different users, so that no pair comes twice. */
export function makeGroupOwner({ dice, data, at, number }: Desk, hint: Hint): GroupOwner {
  return {
    id: dice.uuid(),
    created: at,
    group: hint.group ?? sure(data.groups[number % Math.max(1, data.groups.length - 1)]),
    user: hint.user ?? sure(data.users[number % data.users.length]),
  };
}

/** A second factor, of the older users, one each; the secret is a fake that says so. */
export function makeSecondFactor({ dice, data, at, number }: Desk, { user }: Hint): SecondFactor {
  return {
    id: dice.uuid(),
    created: at,
    user: user ?? sure(data.users.at(-1 - ((number - 1) % data.users.length))),
    enabled: dice.chance(0.7),
    secret: `CANARY${dice.text(26, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
  };
}

/** A key in a policy's pool, a fake that says so. */
export function makePoolKey({ dice, data, at }: Desk, hint: Hint): PoolKey {
  const { policy, product } = hint;
  const pools = data.policies.filter(
    (one) => one.usePool && (product === undefined || one.product === product),
  );
  const blocks = Array.from({ length: 3 }, () => dice.text(6, '0123456789ABCDEF'));
  return {
    id: dice.uuid(),
    created: at,
    key: `CANARY-${blocks.join('-')}`,
    policy: policy ?? anyOf(dice, pools),
  };
}

/** A part of a machine. */
export function makeComponent({ dice, data, at }: Desk, { machine }: Hint): Component {
  return {
    id: dice.uuid(),
    created: at,
    fingerprint: dice.text(32, HEX),
    name: dice.pick(PARTS),
    machine: machine ?? anyOf(dice, data.machines),
  };
}

/** A process on a machine. */
export function makeProcess({ dice, data, at }: Desk, { machine }: Hint): Process {
  return {
    id: dice.uuid(),
    created: at,
    pid: String(dice.int(100, 65_535)),
    interval: dice.pick([60, 300, 600]),
    alive: dice.chance(0.8),
    machine: machine ?? anyOf(dice, data.machines),
  };
}

/** An environment. */
export function makeEnvironment({ dice, at, number }: Desk): Environment {
  return {
    id: dice.uuid(),
    created: at,
    name: `Environment ${String(number)}`,
    code: `env-${String(number)}`,
    isolation: number % 2 === 1 ? 'SHARED' : 'ISOLATED',
  };
}
