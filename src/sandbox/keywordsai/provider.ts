import { valueOf, type Ask, type ListPlace, type Provider, type Reply } from '../http.js';
import { pathTemplate, type Params } from '../routes.js';
import { refuse, type KeywordsAiList } from './listing.js';
import { keywordsAiShape } from './shape.js';
import { keywordsAiWorld, type KeywordsAiWorldConfig } from './world.js';

/** Key and options of the Keywords AI server. */
interface KeywordsAiConfig extends KeywordsAiWorldConfig {
  readonly apiKey: string;
  readonly rateLimits: boolean;
}

/** Requests a minute, for the whole organization. */
const PER_MINUTE = 60;

/** One method on one path. */
interface Route {
  readonly method: string;
  readonly match: (path: string) => Params | undefined;
  readonly list: KeywordsAiList;
}

/** A route that a path fits. */
interface Found extends Route {
  readonly params: Params;
}

/** Every list of Keywords AI in each documented form. */
export function keywordsAiProvider(config: KeywordsAiConfig): Provider {
  const { world, lists } = keywordsAiWorld(config);
  const routes = lists.flatMap(routesOf);
  const waitOf = minuteLimit(config.rateLimits);
  return {
    id: 'keywordsai',
    world,
    shape: keywordsAiShape((ask) => found(routes, ask)?.list.items ?? 'results'),
    errorBody: (status, message) =>
      status === 429 ? { detail: 'Rate limit exceeded', retry_after: 30 } : { detail: message },
    placeOf: (ask) => placeOf(found(routes, ask), ask),
    handle: (ask) => {
      if (!authorized(ask, config.apiKey))
        return refuse(401, 'Authentication credentials were not provided.');
      const wait = waitOf();
      if (wait > 0)
        return { status: 429, headers: {}, body: { detail: 'Rate limit exceeded', retry_after: wait } };
      return route(ask, routes, config.clock.ms());
    },
  };
}

/** A sliding window by real time; gives the seconds to wait, 0 where there is room. */
export function minuteLimit(enabled: boolean, nowMs: () => number = Date.now): () => number {
  let sent: number[] = [];
  return () => {
    if (!enabled) return 0;
    const now = nowMs();
    sent = sent.filter((at) => at > now - 60_000);
    const oldest = sent[0];
    if (sent.length >= PER_MINUTE && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + 60_000 - now) / 1000));
    sent.push(now);
    return 0;
  };
}

function authorized(ask: Ask, apiKey: string): boolean {
  return /^(?:Bearer|Api-Key) (.+)$/i.exec(ask.headers.authorization ?? '')?.[1] === apiKey;
}

function routesOf(list: KeywordsAiList): readonly Route[] {
  return list.forms.map((form) => {
    const [method = '', path = ''] = form.split(' ');
    return { method, match: pathTemplate(path), list };
  });
}

/** The routes of a path under any method; fixed paths stand before those with parameters. */
function onPath(routes: readonly Route[], path: string): readonly Found[] {
  const fits = routes.flatMap((one) => {
    const params = one.match(path);
    return params === undefined ? [] : [{ ...one, params }];
  });
  const fixed = fits.filter(({ params }) => params.length === 0);
  return fixed.length > 0 ? fixed : fits;
}

function found(routes: readonly Route[], ask: Ask): Found | undefined {
  return onPath(routes, ask.path).find(({ method }) => method === ask.method);
}

function placeOf(route: Found | undefined, ask: Ask): ListPlace | undefined {
  if (route === undefined) return undefined;
  const { list } = route.list;
  const [parent] = list === 'users.prod' ? [] : route.params;
  const environment = valueOf(ask, 'environment');
  const shown = list === 'users.prod' && environment === 'test' ? 'users.test' : list;
  return parent === undefined ? { list: shown } : { list: shown, parent };
}

/** Without its trailing slash a path is redirected under GET and fails under POST, as the framework has it. */
function route(ask: Ask, routes: readonly Route[], nowMs: number): Reply {
  const here = onPath(routes, ask.path);
  const fits = here.find(({ method }) => method === ask.method);
  if (fits !== undefined) return fits.list.answer({ ask, params: fits.params, nowMs });
  if (here.length > 0) return refuse(405, `Method "${ask.method}" not allowed.`);
  if (onPath(routes, `${ask.path}/`).length === 0) return refuse(404, 'Not found.');
  if (ask.method !== 'GET') return html(500, {}, '<h1>Server Error (500)</h1>');
  const query = new URLSearchParams(ask.query.map(([name, value]) => [name, value])).toString();
  const location = `${ask.prefix}${ask.path}/${query === '' ? '' : `?${query}`}`;
  return html(301, { Location: location }, '');
}

function html(status: number, headers: Reply['headers'], body: string): Reply {
  return { status, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' }, body };
}
