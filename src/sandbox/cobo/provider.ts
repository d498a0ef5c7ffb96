import { valueOf, type Ask, type Provider, type Reply } from '../http.js';
import type { WorldConfig } from '../world.js';
import { coboPage, invalid } from './paging.js';
import { coboShape } from './shape.js';
import { coboWorld, keyWire, principalWire, type CoboWorld } from './world.js';

/** Keys of the Cobo server. */
export interface CoboConfig extends WorldConfig {
  readonly apiKey: string;
  readonly serviceKey: string;
}

const KEYS = '/api/v1/api-keys';
const PRINCIPALS = '/api/v1/principals';

/** The identity lists of Cobo; the sandbox's key belongs to an operator who sees every principal's keys. */
export function coboProvider(config: CoboConfig): Provider {
  const world = coboWorld(config);
  return {
    id: 'cobo',
    world,
    shape: coboShape,
    errorBody: (_status, message) => errorBody(message),
    placeOf: ({ path }) =>
      path === KEYS ? { list: 'apiKeys' } : path === PRINCIPALS ? { list: 'principals' } : undefined,
    handle: (ask) => route(ask, world, config),
  };
}

function errorBody(error: string): unknown {
  return { success: false, error, suggestion: '' };
}

function refuse(status: number, error: string): Reply {
  return { status, headers: {}, body: errorBody(error) };
}

function route(ask: Ask, world: CoboWorld, config: CoboConfig): Reply {
  if (ask.path !== KEYS && ask.path !== PRINCIPALS) return refuse(404, 'Not found');
  if (ask.method !== 'GET') return refuse(405, 'Method Not Allowed');
  const service = ask.headers['x-assistant-service-key'];
  const key = ask.headers['x-api-key'];
  if (service !== undefined && service !== config.serviceKey)
    return refuse(401, 'Invalid service credential');
  if (ask.path === PRINCIPALS) {
    return service === undefined ? refuse(401, 'Service credential required') : principals(ask, world);
  }
  if (service === undefined && key !== config.apiKey) {
    return refuse(401, key === undefined ? 'Missing API key' : 'Invalid API key');
  }
  return coboPage(ask, world.keys, keyWire);
}

function principals(ask: Ask, world: CoboWorld): Reply {
  const type = valueOf(ask, 'type');
  if (type === undefined) return coboPage(ask, world.principals, principalWire);
  if (type !== 'human' && type !== 'agent') {
    return invalid(ask, {
      name: 'type',
      msg: "Input should be 'human' or 'agent'",
      type: 'enum',
      ctx: { expected: "'human' or 'agent'" },
    });
  }
  return coboPage(
    ask,
    world.principals.filter((one) => one.type === type),
    principalWire,
  );
}
