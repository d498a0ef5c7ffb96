import { valueOf, type Ask, type Provider, type Reply } from '../http.js';
import type { WorldConfig } from '../world.js';
import { keygenError, refuse, requestId } from './errors.js';
import { listAt, routeOf } from './route.js';
import { keygenShape } from './shape.js';
import { keygenThrottle } from './throttle.js';
import { keygenWorld, type KeygenWorld } from './world.js';

/** Account, token and options of the Keygen server. */
interface KeygenConfig extends WorldConfig {
  readonly account: string;
  readonly slug: string;
  readonly token: string;
  readonly rateLimits: boolean;
}

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
    placeOf: ({ path }) => {
      const place = listAt(path);
      return (
        place && { list: place.list.name, ...(place.parent === undefined ? {} : { parent: place.parent }) }
      );
    },
    handle: (ask) => {
      served += 1;
      const { allowed, headers } = throttle();
      const reply = allowed ? answer(ask, world, config, served) : slowDown(served);
      return { ...reply, headers: { ...commonHeaders(ask, config, served), ...headers, ...reply.headers } };
    },
  };
}

function slowDown(served: number): Reply {
  const detail =
    'Throttle limit has been reached for your IP address. Please slow down. See https://keygen.sh/docs/api/rate-limiting/ for more info.';
  return refuse(429, { detail, code: 'TOO_MANY_REQUESTS' }, served);
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

/** The token of a request: a header, or one of two parameters. */
function tokenOf(ask: Ask): string | undefined {
  const query = valueOf(ask, 'token') ?? valueOf(ask, 'auth')?.replace(/^token:/, '');
  return /^(?:Bearer|Token) (.+)$/i.exec(ask.headers.authorization ?? '')?.[1] ?? query;
}

function answer(ask: Ask, world: KeygenWorld, config: KeygenConfig, served: number): Reply {
  const token = tokenOf(ask);
  const open = listAt(ask.path)?.list.open === true;
  if (token === undefined ? !open : token !== config.token) {
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
  return routeOf({ ask, world, config, served, anonymous: token === undefined });
}
