import { dropEnvironment, without } from '../drop.js';
import { all, equal, one, plural } from '../filters.js';
import type { Shelf } from '../list.js';
import { makeToken } from '../make/core.js';
import { makeEnvironment } from '../make/parts.js';
import type { Environment, Token } from '../records.js';
import { iso, item, relationsOf, type WireConfig } from '../wire.js';
import type { WireItem } from '../../types.js';
import { put } from './put.js';

const COUNTERS = { maxActivations: null, activations: 0, maxDeactivations: null, deactivations: 0 };

/** A token on the wire; never with its secret. */
function tokenWire(config: WireConfig, token: Token): WireItem {
  const { kind, name, expiry, bearer, environment } = token;
  const { to } = relationsOf(config, 'tokens', token);
  const attributes = {
    kind,
    expiry: iso(expiry),
    name,
    ...(kind === 'activation-token' ? COUNTERS : {}),
    permissions: ['license.read'],
  };
  return item(config, 'tokens', token, attributes, to('bearer', bearer), { environment });
}

/** Tokens; those of environments are seen in them only. */
export const tokens: Shelf<Token> = {
  segment: 'tokens',
  noun: 'token',
  all: ({ tokens: list }) => list,
  within: ({ environmentTokens: list }, environment) =>
    list.filter((token) => token.environment === environment),
  add: (desk, hint) => put(desk.data.tokens, makeToken(desk, hint)),
  drop: (data, token) => without(data.tokens, token),
  filters: {
    bearer: all(
      one(
        'bearer[type]',
        (asked) =>
          ({ bearer }) =>
            bearer.type === plural(asked),
      ),
      equal('bearer[id]', ({ bearer }) => [bearer.id]),
      equal('bearer[role]', ({ role }) => [role]),
    ),
  },
  wire: tokenWire,
};

/** Tokens that environments bear. */
export const environmentTokens: Shelf<Token> = {
  segment: 'tokens',
  noun: 'token',
  everywhere: true,
  all: ({ environmentTokens: list }) => list,
  add: (desk, hint) => put(desk.data.environmentTokens, makeToken(desk, hint)),
  drop: (data, token) => without(data.environmentTokens, token),
  wire: tokenWire,
};

/** Environments. */
export const environments: Shelf<Environment> = {
  segment: 'environments',
  noun: 'environment',
  everywhere: true,
  all: ({ environments: list }) => list,
  add: (desk) => put(desk.data.environments, makeEnvironment({ ...desk, number: 1000 + desk.number })),
  drop: dropEnvironment,
  hint: (environment) => ({ environment }),
  aliases: ({ code }) => [code],
  wire: (config, environment) => {
    const { name, code, isolation } = environment;
    return item(config, 'environments', environment, { name, code, isolationStrategy: isolation }, {}, {});
  },
};
