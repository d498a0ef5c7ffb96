import type { Ask, ListPlace, Provider, Reply } from '../http.js';
import { pathTemplate, type Params } from '../routes.js';
import type { WorldConfig } from '../world.js';
import { refuse, type CoboList } from './listing.js';
import { coboShape } from './shape.js';
import { coboWorld } from './world.js';

/** Keys of the Cobo server. */
interface CoboConfig extends WorldConfig {
  readonly apiKey: string;
  readonly serviceKey: string;
}

interface Route {
  readonly list: CoboList;
  readonly match: (path: string) => Params | undefined;
}

interface Found {
  readonly list: CoboList;
  readonly params: Params;
}

/** Every list of Cobo, and the three reads beside them. */
export function coboProvider(config: CoboConfig): Provider {
  const { world, lists } = coboWorld(config);
  const routes = lists.map((list) => ({ list, match: pathTemplate(list.path) }));
  return {
    id: 'cobo',
    world,
    shape: coboShape((ask) => found(routes, ask)?.list.items ?? 'result'),
    errorBody: (_status, message) => ({ success: false, error: message, suggestion: '' }),
    placeOf: (ask) => placeOf(found(routes, ask)),
    handle: (ask) => route(ask, routes, config),
  };
}

function found(routes: readonly Route[], ask: Ask): Found | undefined {
  for (const { list, match } of routes) {
    const params = match(ask.path);
    if (params !== undefined) return { list, params };
  }
  return undefined;
}

function placeOf(route: Found | undefined): ListPlace | undefined {
  if (route?.list.list === undefined) return undefined;
  const [parent] = route.params;
  return parent === undefined ? { list: route.list.list } : { list: route.list.list, parent };
}

function route(ask: Ask, routes: readonly Route[], config: CoboConfig): Reply {
  const here = found(routes, ask);
  if (here === undefined) return refuse(404, 'Not found');
  if (ask.method !== 'GET') return refuse(405, 'Method Not Allowed');
  const { list, params } = here;
  return refusal(ask, list, config) ?? list.answer({ ask, params, nowMs: config.clock.ms() });
}

/** What speaks against the credentials of a request: a wrong one, none, or a good one where it is not taken. */
function refusal(ask: Ask, { credential = 'key' }: CoboList, config: CoboConfig): Reply | undefined {
  const service = ask.headers['x-assistant-service-key'];
  const key = ask.headers['x-api-key'];
  if (service !== undefined && service !== config.serviceKey)
    return refuse(401, 'Invalid service credential');
  if (credential === 'service')
    return service === undefined ? refuse(401, 'Service credential required') : undefined;
  if (service !== undefined && credential === 'either') return undefined;
  if (key === config.apiKey) return undefined;
  if (key !== undefined) return refuse(401, 'Invalid API key');
  return service === undefined ? refuse(401, 'Missing API key') : refuse(403, notForServices(ask.path));
}

/** A service credential belongs to no principal. */
function notForServices(path: string): unknown {
  return {
    code: 'INSUFFICIENT_PERMISSION',
    reason: 'A service credential is not accepted here',
    details: { path },
    suggestion: 'Send X-API-Key.',
  };
}
