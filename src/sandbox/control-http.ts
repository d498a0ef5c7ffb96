import { either as E } from 'fp-ts';
import { exactNumbers } from '../http/exact-numbers.js';
import { parseJson } from '../http/json.js';
import { isBody, type Ask, type Reply } from './http.js';
import type { Control, FaultRule } from './types.js';

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Answers `/_control` for other processes: GET shows counts, `/incidents` what happens by the script, POST `/tick` moves the clock (`{"n":3}`), GET and DELETE
 * `/requests`, GET, POST and DELETE `/faults`. A rule's path is a text; `times: null` means always. What cannot be done is
 * a 400 that says why. Only a host name of the loopback is answered, and no page of another origin, so that no web page
 * can drive a sandbox, neither directly nor through a host name of its own.
 */
export function controlReply(ask: Ask, control: Control): Reply {
  const [, root, thing = '', id = ''] = ask.path.split('/');
  if (root !== '_control') return reply(404, { error: 'not found' });
  if (!LOOPBACK.test(ask.origin)) return reply(403, { error: 'not a loopback host' });
  if (isForeign(ask)) return reply(403, { error: 'a page of another origin must not use the control' });
  const body = bodyOf(ask);
  if (body === undefined) return reply(400, { error: 'the body is not a JSON object, or nests too deeply' });
  try {
    return handle(`${ask.method} ${thing}`, id, body, control) ?? reply(404, { error: 'not found' });
  } catch (error) {
    if (error instanceof RangeError) return reply(400, { error: error.message });
    throw error;
  }
}

/** Whether a page of another origin asks. Browsers name the origin of a request that could change something. */
function isForeign({ headers, origin }: Ask): boolean {
  const site = headers['sec-fetch-site'] ?? 'none';
  return (headers.origin ?? origin) !== origin || (site !== 'none' && site !== 'same-origin');
}

function handle(
  route: string,
  id: string,
  body: Readonly<Record<string, unknown>>,
  control: Control,
): Reply | undefined {
  switch (route) {
    case 'GET ':
    case 'GET counts':
      return reply(200, { now: control.now().toISOString(), counts: control.counts() });
    case 'GET incidents':
      return reply(200, { now: control.now().toISOString(), incidents: control.incidents() });
    case 'POST tick':
      control.tick(ticksIn(body));
      return reply(200, { now: control.now().toISOString(), counts: control.counts() });
    case 'GET requests':
      return reply(200, { requests: control.requests() });
    case 'DELETE requests':
      control.clearRequests();
      return reply(200, {});
    case 'GET faults':
      return reply(200, { faults: control.faults.list().map(shownRule) });
    case 'POST faults':
      return addFault(body, control);
    case 'DELETE faults':
      return removeFaults(id, control);
    default:
      return undefined;
  }
}

/** One request must not hold the sandbox for longer than a second or two. */
const MAX_TICKS = 1000;

function ticksIn({ n = 1 }: Readonly<Record<string, unknown>>): number {
  if (typeof n === 'number' && Number.isSafeInteger(n) && n >= 0 && n <= MAX_TICKS) return n;
  throw new RangeError(`n must be a whole number from 0 to ${String(MAX_TICKS)}`);
}

function addFault(body: Readonly<Record<string, unknown>>, control: Control): Reply {
  if (control.faults.list().length >= MAX_RULES) {
    throw new RangeError(`there are ${String(MAX_RULES)} fault rules already: remove some`);
  }
  const rule = { ...body, ...(body.times === null ? { times: Number.POSITIVE_INFINITY } : {}) };
  return reply(201, { id: control.faults.add(rule as unknown as FaultRule).id });
}

const MAX_RULES = 1000;

/** JSON has no regular expressions. */
function shownRule(rule: FaultRule): object {
  return rule.path instanceof RegExp ? { ...rule, path: String(rule.path) } : rule;
}

function removeFaults(id: string, control: Control): Reply {
  if (id !== '') return control.faults.remove(id) ? reply(200, {}) : reply(404, { error: 'no such fault' });
  control.faults.clear();
  return reply(200, {});
}

/** Deeper values could be read, and not be written again. */
const MAX_DEPTH = 64;

function bodyOf({ body }: Ask): Readonly<Record<string, unknown>> | undefined {
  if (body === '') return {};
  const parsed = parseJson(body, MAX_DEPTH, exactNumbers);
  return E.isRight(parsed) && isBody(parsed.right) ? parsed.right : undefined;
}

function reply(status: number, body: unknown): Reply {
  return { status, headers: {}, body };
}
