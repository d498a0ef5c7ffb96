import { decodePart, valueOf, type Ask, type ListPlace, type Provider, type Reply } from '../http.js';
import type { WireItem } from '../types.js';
import type { WorldConfig } from '../world.js';
import { keygenError, refuse, requestId } from './errors.js';
import { licensesFor, machinesFor, policiesFor, tokensFor, usersFor } from './filters.js';
import { pageOf, pagingOf, splitPath } from './paging.js';
import { keygenShape } from './shape.js';
import { keygenThrottle } from './throttle.js';
import { entitlementWire, licenseWire, machineWire, policyWire, tokenWire, userWire } from './wire.js';
import { keygenWorld, type KeygenWorld } from './world.js';

/** Account, token and options of the Keygen server. */
export interface KeygenConfig extends WorldConfig {
  readonly account: string;
  readonly slug: string;
  readonly token: string;
  readonly rateLimits: boolean;
}

const ENTITLEMENTS = /^\/policies\/([^/]+)\/entitlements$/;

const LISTS = ['users', 'licenses', 'machines', 'tokens', 'policies'] as const;

/** The list endpoints of Keygen, in API version 1.8 whatever version is asked for. */
export function keygenProvider(config: KeygenConfig): Provider {
  const world = keygenWorld(config);
  const throttle = keygenThrottle(config.rateLimits);
  let served = 0;
  return {
    id: 'keygen',
    world,
    shape: keygenShape,
    errorBody: (status, message) => keygenError(status, { detail: message }, served),
    placeOf: (ask) => placeOf(splitPath(ask.path)?.rest ?? ''),
    handle: (ask) => {
      served += 1;
      const { allowed, headers } = throttle();
      const reply = allowed
        ? (refusal(ask, config, served) ?? route(ask, world, config, served))
        : refuse(
            429,
            {
              detail:
                'Throttle limit has been reached for your IP address. Please slow down. See https://keygen.sh/docs/api/rate-limiting/ for more info.',
              code: 'TOO_MANY_REQUESTS',
            },
            served,
          );
      return { ...reply, headers: { ...commonHeaders(ask, config, served), ...headers, ...reply.headers } };
    },
  };
}

function commonHeaders(ask: Ask, config: KeygenConfig, served: number): Readonly<Record<string, string>> {
  const plain = (ask.headers.accept ?? '').startsWith('application/json');
  return {
    'Content-Type': `application/${plain ? 'json' : 'vnd.api+json'}; charset=utf-8`,
    'Keygen-Account': config.account,
    'Keygen-Version': versionOf(ask),
    'Keygen-Edition': 'EE',
    'Keygen-Mode': 'multiplayer',
    'X-Request-Id': requestId(served),
    'Cache-Control': 'no-transform, no-store, max-age=0',
  };
}

function versionOf(ask: Ask): string {
  return (ask.headers['keygen-version'] ?? '1.8').replace(/^v/, '');
}

function refusal(ask: Ask, config: KeygenConfig, served: number): Reply | undefined {
  const query = valueOf(ask, 'token') ?? valueOf(ask, 'auth')?.replace(/^token:/, '');
  const token = /^(?:Bearer|Token) (.+)$/i.exec(ask.headers.authorization ?? '')?.[1] ?? query;
  if (token !== config.token) {
    const about = 'https://keygen.sh/docs/api/authentication/#token-authentication';
    const code = token === undefined ? 'TOKEN_MISSING' : 'TOKEN_INVALID';
    const detail = 'You must be authenticated to complete the request';
    return refuse(401, { detail, code, links: { about } }, served, {
      'WWW-Authenticate': 'Bearer realm="keygen"',
    });
  }
  if (!/^1\.[0-8]$/.test(versionOf(ask))) {
    const detail = `version is not valid (got ${versionOf(ask)})`;
    return refuse(400, { detail, code: 'INVALID_API_VERSION', source: { header: 'Keygen-Version' } }, served);
  }
  const account = splitPath(ask.path)?.account;
  return account === undefined || account === config.account || account === config.slug
    ? undefined
    : notFound(`The requested account '${account}' was not found`, served);
}

function notFound(detail: string, served: number): Reply {
  return refuse(404, { detail, code: 'NOT_FOUND' }, served);
}

function placeOf(rest: string): ListPlace | undefined {
  const parent = ENTITLEMENTS.exec(rest)?.[1];
  if (parent !== undefined) return { list: 'policies.entitlements', parent: decodePart(parent) };
  const list = LISTS.find((name) => rest === `/${name}`);
  return list === undefined ? undefined : { list };
}

function route(ask: Ask, world: KeygenWorld, config: KeygenConfig, served: number): Reply {
  const place = placeOf(splitPath(ask.path)?.rest ?? '');
  const accepts = /\*\/\*|application\/(vnd\.api\+)?json/.test(ask.headers.accept ?? '*/*');
  if (ask.method !== 'GET' || place === undefined || !accepts) {
    return notFound(
      'The requested endpoint was not found (check your HTTP method, Accept header, and URL path)',
      served,
    );
  }
  const paging = pagingOf(ask);
  if ('parameter' in paging) {
    return refuse(400, { detail: paging.detail, source: { parameter: paging.parameter } }, served);
  }
  const order = (valueOf(ask, 'order') ?? 'desc').toLowerCase();
  if (order !== 'asc' && order !== 'desc') {
    return refuse(
      400,
      { detail: `order must be asc or desc (got ${order})`, source: { parameter: 'order' } },
      served,
    );
  }
  const rows = rowsFor(ask, place, world, config);
  if (rows === undefined)
    return notFound(`The requested policy '${place.parent ?? ''}' was not found`, served);
  return pageOf(ask, paging, order === 'desc' ? rows : [...rows].reverse(), ({ wire }) => wire());
}

interface Row {
  readonly id: string;
  readonly wire: () => WireItem;
}

/** The rows of a list that pass the filters; each is written only when it stands on the page. */
function rowsFor(
  ask: Ask,
  { list, parent }: ListPlace,
  world: KeygenWorld,
  config: KeygenConfig,
): Row[] | undefined {
  const { data } = world;
  const wire = world.wireConfig(`${ask.prefix}/v1/accounts/${config.account}`);
  const rows = <A extends { readonly id: string }>(
    records: readonly A[],
    write: (one: A) => WireItem,
  ): Row[] => records.map((record) => ({ id: record.id, wire: () => write(record) }));
  if (list === 'users') return rows(usersFor(ask, data), (one) => userWire(wire, one));
  if (list === 'licenses') return rows(licensesFor(ask, data, wire.now), (one) => licenseWire(wire, one));
  if (list === 'machines') return rows(machinesFor(ask, data), (one) => machineWire(wire, one));
  if (list === 'tokens') return rows(tokensFor(ask, data), (one) => tokenWire(wire, one));
  if (list === 'policies') return rows(policiesFor(ask, data), (one) => policyWire(wire, one));
  const policy = data.policies.find(({ id }) => id === parent);
  return policy === undefined ? undefined : rows(policy.entitlements, (one) => entitlementWire(wire, one));
}
