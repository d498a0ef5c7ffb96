import { usersOf } from '../derived.js';
import { valueOf } from '../../http.js';
import { dropGroup, dropUser, without } from '../drop.js';
import { among, equal, metadata } from '../filters.js';
import { grouped, type Filter, type Shelf } from '../list.js';
import { makeGroup, makeLicense, makePolicy, makeUser } from '../make/core.js';
import type { Desk, Hint } from '../make/desk.js';
import { makeGroupOwner, makeSecondFactor } from '../make/parts.js';
import type { Group, GroupOwner, License, SecondFactor, User } from '../records.js';
import { item, refTo, relationsOf } from '../wire.js';
import { put } from './put.js';

/** Users whose licences are of a product, or include a licence that is named by id or key. */
function having(name: string, values: (license: License) => readonly string[]): Filter<User> {
  return ({ ask, data }) => {
    const asked = valueOf(ask, name);
    if (asked === undefined) return undefined;
    const found = new Set(
      data.licenses.filter((license) => values(license).includes(asked)).flatMap(usersOf),
    );
    return (user) => found.has(user);
  };
}

/** `assigned`, or by its other name `active`: users with a licence. */
const assigned: Filter<User> = ({ ask, data }) => {
  const asked = valueOf(ask, 'assigned') ?? valueOf(ask, 'active');
  if (asked === undefined) return undefined;
  const found = new Set(data.licenses.flatMap(usersOf));
  const wanted = /^(true|1)$/i.test(asked) ? true : /^(false|0)$/i.test(asked) ? false : undefined;
  return (user) => found.has(user) === wanted;
};

/** A user below a licence joins it, one below a product gets a licence of it. */
function addUser(desk: Desk, hint: Hint): User {
  const { data } = desk;
  const user = put(data.users, {
    ...makeUser({ ...desk, number: 100_000 + desk.number }, hint),
    role: 'user',
  });
  if (hint.license !== undefined) hint.license.users.push(user);
  if (hint.product !== undefined) {
    const { product } = hint;
    const policy =
      data.policies.find((one) => one.product === product) ?? put(data.policies, makePolicy(desk, hint));
    put(data.licenses, makeLicense(desk, { policy, user }));
  }
  return user;
}

/** Users; only those of role `user` where the list has that default. */
export const users: Shelf<User> = {
  segment: 'users',
  noun: 'user',
  all: ({ users: list }) => list,
  add: addUser,
  drop: dropUser,
  hint: (user) => ({ user }),
  aliases: ({ email }) => [email],
  filters: {
    metadata: metadata(),
    roles: among('roles', ({ role }) => role, ['user']),
    product: having('product', ({ policy }) => [policy.product.id]),
    license: having('license', ({ id, key }) => [id, key]),
    group: equal('group', ({ group }) => [group?.id]),
    status: equal('status', ({ status }) => [status]),
    assigned,
  },
  wire: (config, user) => {
    const { to, link, linked } = relationsOf(config, 'users', user);
    const attributes = {
      fullName: `${user.first} ${user.last}`,
      firstName: user.first,
      lastName: user.last,
      email: user.email,
      status: user.status,
      role: user.role,
      permissions: ['license.read'],
      metadata: user.metadata,
    };
    return item(config, 'users', user, attributes, {
      ...to('group', refTo('groups', user.group)),
      ...link('products', 'licenses', 'machines', 'tokens'),
      ...linked('secondFactors', 'second-factors'),
    });
  },
};

/** Second factors; the secret is shown until the factor is in use. */
export const secondFactors: Shelf<SecondFactor> = {
  segment: 'second-factors',
  noun: 'second factor',
  all: ({ secondFactors: list }) => list,
  add: (desk, hint) => put(desk.data.secondFactors, makeSecondFactor(desk, hint)),
  drop: (data, factor) => without(data.secondFactors, factor),
  wire: (config, factor) => {
    const { enabled, secret, user } = factor;
    const uri = `otpauth://totp/Sandbox:${encodeURIComponent(user.email)}?secret=${secret}&issuer=Sandbox`;
    const attributes = { ...(enabled ? {} : { uri, secret }), enabled };
    const { to } = relationsOf(config, 'second-factors', factor);
    return item(config, 'second-factors', factor, attributes, to('user', refTo('users', user)));
  },
};

/** Groups. */
export const groups: Shelf<Group> = {
  segment: 'groups',
  noun: 'group',
  all: ({ groups: list }) => list,
  add: (desk) => put(desk.data.groups, makeGroup({ ...desk, number: 1000 + desk.number })),
  drop: dropGroup,
  hint: (group) => ({ group }),
  wire: (config, group) => {
    const { name, maxUsers, maxLicenses, maxMachines } = group;
    const { link } = relationsOf(config, 'groups', group);
    const attributes = { name, maxUsers, maxLicenses, maxMachines, metadata: {} };
    return item(config, 'groups', group, attributes, link('owners', 'users', 'licenses', 'machines'));
  },
};

/** The users who run a group. */
export const groupOwners: Shelf<GroupOwner> = {
  segment: 'owners',
  noun: 'group owner',
  all: ({ groupOwners: list }) => list,
  add: (desk, hint) => {
    const user = put(desk.data.users, makeUser({ ...desk, number: 100_000 + desk.number }, hint));
    return put(desk.data.groupOwners, makeGroupOwner(desk, { ...hint, user }));
  },
  drop: (data, owner) => without(data.groupOwners, owner),
  wire: (config, owner) => {
    const { to } = relationsOf(config, 'group-owners', owner);
    const relations = {
      ...to('group', refTo('groups', owner.group)),
      ...to('user', refTo('users', owner.user)),
    };
    return item(config, 'group-owners', owner, {}, relations);
  },
};

/** Users by the ids of the products they have licences of, newest first. */
export function usersOfProducts(licenses: readonly License[], list: readonly User[]) {
  const products = new Map<User, Set<string>>();
  for (const license of licenses) {
    for (const user of usersOf(license)) {
      const found = products.get(user);
      if (found === undefined) products.set(user, new Set([license.policy.product.id]));
      else found.add(license.policy.product.id);
    }
  }
  return grouped(list, (user) => [...(products.get(user) ?? [])]);
}
