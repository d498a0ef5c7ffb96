import type { Dice } from '../../random.js';
import type { EventLog, KeygenData, Ref, RequestLog, Stamped } from '../records.js';
import { anyOf, byAge, type Desk } from './desk.js';

/** The types of record that things are done to. */
type Logged = 'licenses' | 'machines' | 'users' | 'tokens' | 'policies' | 'products' | 'groups';

type Deed = readonly [
  type: Logged,
  method: string,
  suffix: string | null,
  status: string,
  event: string | null,
];

/** What is done to records: the type, the method, what follows the record's path, the reply and the event. */
const DEEDS: readonly [Deed, ...Deed[]] = [
  ['licenses', 'POST', null, '201', 'license.created'],
  ['licenses', 'PATCH', '', '200', 'license.updated'],
  ['licenses', 'POST', '/actions/validate', '200', 'license.validation.succeeded'],
  ['licenses', 'POST', '/actions/validate', '200', 'license.validation.failed'],
  ['licenses', 'GET', '', '200', null],
  ['machines', 'POST', null, '201', 'machine.created'],
  ['machines', 'POST', '/actions/ping', '200', 'machine.heartbeat.ping'],
  ['machines', 'GET', '', '200', null],
  ['users', 'POST', null, '201', 'user.created'],
  ['users', 'PATCH', '', '200', 'user.updated'],
  ['users', 'GET', '', '200', null],
  ['tokens', 'POST', null, '201', 'token.generated'],
  ['policies', 'PATCH', '', '200', 'policy.updated'],
  ['products', 'PATCH', '', '200', 'product.updated'],
  ['groups', 'PATCH', '', '200', 'group.updated'],
];

const AGENTS = ['curl/8', 'keygen-go/2', 'Mozilla/5.0', 'python-requests/2.32'] as const;

/** Between a request and what it caused. */
const LAG_MS = 7;

/** A UUID that sorts by its time. */
function timedUuid(dice: Dice, at: number): string {
  const time = at.toString(16).padStart(12, '0');
  const rest = dice.text(18, '0123456789abcdef');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-${dice.text(1, '89ab')}${rest.slice(3, 6)}-${rest.slice(6)}`;
}

/** A record of one of the account's own lists. */
export function someRecord(dice: Dice, data: KeygenData, type: Logged): Ref {
  const list: readonly Stamped[] = data[type];
  return { type, id: anyOf(dice, list).id };
}

function someone(dice: Dice, data: KeygenData): Ref {
  const fate = dice.next();
  if (fate < 0.4) return { type: 'users', id: anyOf(dice, data.users).id };
  if (fate < 0.7) return { type: 'licenses', id: anyOf(dice, data.licenses).id };
  return fate < 0.9
    ? { type: 'products', id: anyOf(dice, data.products).id }
    : { type: 'environments', id: anyOf(dice, data.environments).id };
}

/** A request that somebody made; one in ten was refused before anybody knew who it was. */
export function makeRequestLog({ dice, data, at }: Desk): RequestLog {
  const [type, method, suffix, status] = dice.pick(DEEDS);
  const resource = someRecord(dice, data, type);
  const refused = dice.chance(0.1);
  return {
    id: timedUuid(dice, at),
    created: at,
    url: `/${type}${suffix === null ? '' : `/${resource.id}${suffix}`}`,
    method,
    status: refused ? dice.pick(['401', '404', '422', '429']) : status,
    agent: dice.pick(AGENTS),
    ip: `203.0.113.${String(dice.int(1, 254))}`,
    requestor: refused ? null : someone(dice, data),
    resource: refused ? null : resource,
  };
}

/** An event of a request that changed something, or, now and then, of nobody's. */
export function makeEventLog({ dice, data, at }: Desk, request?: RequestLog): EventLog {
  const resource = request?.resource ?? someRecord(dice, data, 'licenses');
  const fits = DEEDS.filter(
    ([type, method, , , event]) => type === resource.type && method === request?.method && event !== null,
  );
  const event = fits.length === 0 ? 'license.expired' : anyOf(dice, fits)[4];
  return {
    id: timedUuid(dice, at),
    created: at,
    event: event ?? 'license.expired',
    metadata: dice.chance(0.3) ? { code: dice.pick(['VALID', 'EXPIRED', 'SUSPENDED']) } : {},
    request: request ?? null,
    whodunnit: request?.requestor ?? null,
    resource,
  };
}

/** Whether a request changed a record. */
export function isChange({ method, resource }: RequestLog): boolean {
  return method !== 'GET' && resource !== null;
}

/** The events of requests that changed something, with one of nobody's after every tenth request; newest first. */
export function eventsOf(desk: Omit<Desk, 'at' | 'number'>, requests: readonly RequestLog[]): EventLog[] {
  const changing = requests.filter(isChange);
  const caused = changing.map((request) =>
    makeEventLog({ ...desk, at: request.created + LAG_MS, number: 0 }, request),
  );
  const others = requests
    .filter((_, place) => place % 10 === 5)
    .map(({ created }) => makeEventLog({ ...desk, at: created + 2 * LAG_MS, number: 0 }));
  return byAge([...caused, ...others]);
}
