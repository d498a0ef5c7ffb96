import { isBody, type Ask, type Reply } from './http.js';
import type { Control, FaultRule } from './types.js';

const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Answers `/_control` for other processes: GET shows counts, POST `/tick` moves the clock (`{"n":3}`), GET and DELETE
 * `/requests`, GET, POST and DELETE `/faults`. A rule's path is a text; `times: null` means always. Only a host name of
 * the loopback is answered, so that no web page can reach the control through a name of its own.
 */
export function controlReply(ask: Ask, control: Control): Reply {
  const [, root, thing = '', id = ''] = ask.path.split('/');
  if (root !== '_control') return reply(404, { error: 'not found' });
  if (!LOOPBACK.test(ask.origin)) return reply(403, { error: 'not a loopback host' });
  const body = bodyOf(ask);
  if (body === undefined) return reply(400, { error: 'the body is not a JSON object' });
  return handle(`${ask.method} ${thing}`, id, body, control) ?? reply(404, { error: 'not found' });
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
    case 'POST tick':
      control.tick(typeof body.n === 'number' ? body.n : 1);
      return reply(200, { now: control.now().toISOString(), counts: control.counts() });
    case 'GET requests':
      return reply(200, { requests: control.requests() });
    case 'DELETE requests':
      control.clearRequests();
      return reply(200, {});
    case 'GET faults':
      return reply(200, { faults: control.faults.list() });
    case 'POST faults':
      return addFault(body, control);
    case 'DELETE faults':
      return removeFaults(id, control);
    default:
      return undefined;
  }
}

function addFault(body: Readonly<Record<string, unknown>>, control: Control): Reply {
  if (!isBody(body.fault) || typeof body.fault.kind !== 'string')
    return reply(400, { error: 'no fault.kind' });
  const rule = { ...body, ...(body.times === null ? { times: Number.POSITIVE_INFINITY } : {}) };
  return reply(201, { id: control.faults.add(rule as unknown as FaultRule).id });
}

function removeFaults(id: string, control: Control): Reply {
  if (id !== '') return control.faults.remove(id) ? reply(200, {}) : reply(404, { error: 'no such fault' });
  control.faults.clear();
  return reply(200, {});
}

function bodyOf({ body }: Ask): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body === '' ? '{}' : body);
    return isBody(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function reply(status: number, body: unknown): Reply {
  return { status, headers: {}, body };
}
