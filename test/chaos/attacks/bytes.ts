import { gzipSync } from 'node:zlib';
import { lastValueFrom, of, toArray } from 'rxjs';
import { decodeText } from '../../../src/http/body.js';
import { HttpError } from '../../../src/http/errors.js';
import { undiciTransport } from '../../../src/http/node/undici-transport.js';
import { BodyTooLargeError } from '../../../src/http/transport.js';
import { lastId, link } from '../../../src/paging/index.js';
import { itemsOf } from '../../support/acme.js';
import { startLoopback } from '../../support/loopback.js';
import { endingWith, MIB, suffer, type Attack } from './attack.js';

/** Members of gzip that unpack to nothing, one after another. */
const NOTHING = Buffer.concat(Array.from({ length: 3000 }, () => gzipSync('')));

/** MiB of packed bytes that a server gets rid of before the connection is closed. */
const packedWithoutEnd = async (): Promise<number> => {
  let sent = 0;
  const server = await startLoopback((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    const more = (): void => {
      if (response.destroyed) return;
      sent += NOTHING.length;
      response.write(NOTHING, more);
    };
    more();
  });
  try {
    const request = { method: 'GET', url: `${server.origin}/`, headers: {} } as const;
    const response = await lastValueFrom(undiciTransport()(request));
    const error: unknown = await lastValueFrom(response.text(MIB).pipe(toArray())).catch(
      (given: unknown) => given,
    );
    await (
      await server.request(0)
    ).closed;
    return error instanceof BodyTooLargeError ? sent / MIB : NaN;
  } finally {
    await server.close();
  }
};

/** CPU time: a busy machine takes none of it. */
const msOf = async (work: () => unknown): Promise<number> => {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
};

const slowest = async (works: readonly (() => unknown)[]): Promise<number> => {
  let most = 0;
  for (const work of works) most = Math.max(most, await msOf(work));
  return most;
};

const OPENERS = ['[', '[[{"a":', '{"a":', '[{"a":[', '[1,', '{"":[{"":'];

const readBody = (openers: string) => (): void => {
  const text = openers.repeat(Math.floor((31 * MIB) / openers.length));
  const suffered = suffer(() => ({ text }), { client: { retry: false } });
  if (Number.isNaN(endingWith('DecodeError', suffered, 0))) throw suffered.error;
};

const PUMPS = ['1', ' ', '<', '; ', '="', '6m', '0.', '%25', '\\', 'a, ', 'sk-'];

const STATUS: Readonly<Record<string, number>> = {
  ...{ 'retry-after': 429, 'retry-after-ms': 429, date: 429, link: 200, location: 302, 'x-request-id': 400 },
  'www-authenticate': 403,
};

const readHeader = (header: string, pump: string) => (): void => {
  const value = pump.repeat(MIB / pump.length);
  suffer(
    (_sent, index) => ({
      status: index === 0 ? (STATUS[header] ?? 200) : 404,
      json: { data: itemsOf('a'), last_id: 'a' },
      headers: { ...(header === 'date' ? { 'retry-after': '2026-01-15T12:00:00Z' } : {}), [header]: value },
    }),
    { client: { retry: false }, paging: header === 'link' ? link() : lastId() },
  );
};

/** Each may begin a credential, spelled in one way or another. */
const SPELLINGS = ['\\', '%25', '/u00', '\\u0042', 'Bearer%20', 'B\\\\', '%42%65'];

const readSaid = (pump: string) => (): void => {
  const said = pump.repeat((4 * MIB) / pump.length);
  const { error } = suffer(
    (_sent, index) =>
      index === 0
        ? { json: { data: itemsOf('a'), last_id: 'a', has_more: true, said } }
        : { status: 400, json: { error: { message: said } } },
    { client: { retry: false } },
  );
  if (!(error instanceof HttpError)) throw error;
};

const readType = (pump: string) => async (): Promise<void> => {
  const type = `application/json${pump.repeat(MIB / pump.length)}`;
  await lastValueFrom(decodeText(of(new Uint8Array([0x7b, 0x7d])), MIB, type).pipe(toArray())).catch(
    () => undefined,
  );
};

const timed = (what: string, most: number, works: readonly (() => unknown)[]): Attack => ({
  ...{ what, most, measured: 'ms of CPU for the slowest of them' },
  timed: true,
  measure: () => slowest(works),
});

const ticked = (texts: readonly string[]): string => texts.map((each) => `\`${each}\``).join(', ');

/** What is long to read: bytes, brackets, headers. */
export const BYTE_ATTACKS: readonly Attack[] = [
  {
    what: 'packed bytes without end that unpack to nothing, where 1 MiB is accepted',
    measured: 'MiB that the server gets rid of, the buffers of two sockets included',
    most: 20,
    measure: packedWithoutEnd,
  },
  timed(`31 MiB of brackets: ${ticked(OPENERS)}`, 5000, OPENERS.map(readBody)),
  ...Object.keys(STATUS).map((header) =>
    timed(
      `1 MiB in \`${header}\` of one of ${String(PUMPS.length)} texts`,
      1500,
      PUMPS.map((pump) => readHeader(header, pump)),
    ),
  ),
  timed(`4 MiB in an envelope, and in a refusal: ${ticked(SPELLINGS)}`, 5000, SPELLINGS.map(readSaid)),
  timed(`1 MiB in \`content-type\` of one of ${String(PUMPS.length)} texts`, 1500, PUMPS.map(readType)),
];
