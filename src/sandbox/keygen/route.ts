import { decodePart, valueOf, type Ask, type Reply } from '../http.js';
import { refuse, type Refusal } from './errors.js';
import type { List, Site } from './list.js';
import { LISTS } from './lists/index.js';
import { pageOf, pagingOf, splitPath } from './paging.js';
import type { Environment } from './records.js';
import type { KeygenWorld } from './world.js';

/** A list, and the parent that a path names. */
interface Place {
  readonly list: List;
  readonly parent: string | undefined;
}

const BY_PATH: ReadonlyMap<string, List> = new Map(LISTS.map((list) => [list.path, list]));

/** The list that a path shows, and the parent that it names. */
export function listAt(path: string): Place | undefined {
  const split = splitPath(path);
  if (split === undefined) return undefined;
  const [, first = '', parent, last] = split.rest.split('/');
  const list = BY_PATH.get(parent === undefined ? `/${first}` : `/${first}/*/${last ?? ''}`);
  const fits = list !== undefined && SITES[list.site](split.account) && split.rest.split('/').length < 5;
  return fits ? { list, parent: parent && decodePart(parent) } : undefined;
}

/** Whether a list answers at a path with or without an account. */
const SITES: Readonly<Record<Site, (account: string | undefined) => boolean>> = {
  account: () => true,
  named: (account) => account !== undefined,
  root: (account) => account === undefined,
};

/** A request that was let in. */
interface Visit {
  readonly ask: Ask;
  readonly world: KeygenWorld;
  readonly config: { readonly account: string; readonly slug: string };
  readonly served: number;
  readonly anonymous: boolean;
}

/** Answers a request for a list. */
export function routeOf(visit: Visit): Reply {
  const { ask, config, served } = visit;
  const account = splitPath(ask.path)?.account;
  if (account !== undefined && account !== config.account && account !== config.slug)
    return notFound(`The requested account '${account}' was not found`, served);
  const place = listAt(ask.path);
  const accepts = /\*\/\*|application\/(vnd\.api\+)?json/.test(ask.headers.accept ?? '*/*');
  if (ask.method !== 'GET' || place === undefined || !accepts) {
    return notFound(
      'The requested endpoint was not found (check your HTTP method, Accept header, and URL path)',
      served,
    );
  }
  const environment = environmentOf(visit);
  if (environment === undefined) {
    const error = { detail: 'environment is invalid', code: 'ENVIRONMENT_INVALID', source: SOURCE };
    return refuse(400, error, served);
  }
  return listed(visit, place, environment);
}

const SOURCE = { header: 'Keygen-Environment' };

/** The environment that a request names by id or code; null for none, undefined for one that is not there. */
function environmentOf({ ask, world }: Visit): Environment | null | undefined {
  const asked = ask.headers['keygen-environment'] ?? valueOf(ask, 'environment');
  if (asked === undefined || asked === '') return null;
  return world.data.environments.find(({ id, code }) => id === asked || code === asked);
}

function listed(visit: Visit, { list, parent }: Place, environment: Environment | null): Reply {
  const { ask, world, served, anonymous } = visit;
  const paging = pagingOf(ask);
  if ('detail' in paging) return refused(paging, served);
  const order = (valueOf(ask, 'order') ?? 'desc').toLowerCase();
  if (order !== 'asc' && order !== 'desc') {
    return refused({ detail: `order must be asc or desc (got ${order})`, parameter: 'order' }, served);
  }
  const refusal = list.refusal(ask);
  if (refusal !== undefined) return refused(refusal, served);
  const view = { ask, data: world.data, wire: world.wireConfig(ask.prefix), anonymous, environment };
  const rows = list.rows(view, parent);
  if (rows === undefined)
    return notFound(`The requested ${list.parentNoun} '${parent ?? ''}' was not found`, served);
  return pageOf(ask, paging, order === 'desc' ? rows : [...rows].reverse(), list.links);
}

function refused({ detail, parameter, status = 400 }: Refusal, served: number): Reply {
  return refuse(status, { detail, ...(parameter === undefined ? {} : { source: { parameter } }) }, served);
}

function notFound(detail: string, served: number): Reply {
  return refuse(404, { detail, code: 'NOT_FOUND' }, served);
}
