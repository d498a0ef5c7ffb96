import { statusFailure } from '../../src/request/failures.js';
import { isRetryable } from '../../src/request/retryable.js';
import { tableOf } from './written.js';

/** The names of statuses; the last ones are of servers that stand in front of others, and no standard knows them. */
const NAMES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  402: 'Payment Required',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Payload Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  418: "I'm a Teapot",
  421: 'Misdirected Request',
  422: 'Unprocessable Entity',
  423: 'Locked',
  424: 'Failed Dependency',
  425: 'Too Early',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
  506: 'Variant Also Negotiates',
  507: 'Insufficient Storage',
  508: 'Loop Detected',
  509: 'Bandwidth Limit Exceeded',
  510: 'Not Extended',
  511: 'Network Authentication Required',
  499: 'nginx: client closed the request',
  520: 'Cloudflare: unknown error',
  521: 'Cloudflare: server is down',
  522: 'Cloudflare: connection timed out',
  523: 'Cloudflare: server is unreachable',
  524: 'Cloudflare: a timeout occurred',
  525: 'Cloudflare: TLS handshake failed',
  526: 'Cloudflare: invalid certificate',
  527: 'Cloudflare: Railgun error',
  529: 'overloaded',
  530: 'Cloudflare: origin error',
  598: 'proxies: read timed out',
  599: 'proxies: connect timed out',
};

const nameOf = (status: number): string | undefined => NAMES[status];

const failureOf = (status: number) =>
  statusFailure(
    { status, header: () => null, body: undefined },
    {
      provider: { name: 'acme', baseUrl: 'https://api.acme.test' },
      nowMs: 0,
      context: {},
      hide: (text) => text,
    },
  );

const rowOf = (status: number): readonly string[] => {
  const failure = failureOf(status);
  return [String(status), nameOf(status) ?? '', failure._tag, isRetryable(failure) ? 'yes' : 'no'];
};

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** Whether all statuses of a hundred that have no row of their own are treated alike, and how. */
const restOf = (hundred: number): readonly string[] => {
  const others = range(hundred, hundred + 99).filter((status) => nameOf(status) === undefined);
  const verdicts = new Set(others.map((status) => rowOf(status).slice(2).join(' | ')));
  if (verdicts.size !== 1) throw new Error(`statuses from ${String(hundred)} on are not treated alike`);
  return [`other ${String(hundred / 100)}xx`, '', ...rowOf(others[0] ?? hundred).slice(2)];
};

/** What becomes of a page that is answered with a status, where the server says nothing about trying again. */
export const statusTable = (): string =>
  tableOf(
    ['status', 'name', 'error', 'retried'],
    [400, 500].flatMap((hundred) => [
      ...range(hundred, hundred + 99)
        .filter((status) => nameOf(status) !== undefined)
        .map(rowOf),
      restOf(hundred),
    ]),
  );
