/*
 * What only Node.js, Deno and Bun show of a connection: the codes of the system, OpenSSL and undici, streams of their own, and a decoder
 * that is slow with parts. The package's `imports` (`#system`) put web/no-system.ts in its place in a bundle for browsers.
 */
import { Observable } from 'rxjs';
import { isObject } from '../../operators/internal/isObject.js';
import { NoResponseError, type NetworkFault } from './transport.js';

const CERTIFICATE: NetworkFault = {
  code: 'network-certificate',
  message: 'the certificate of the server is not accepted',
  advice:
    'Check the base URL and the clock of this machine; give an authority of your own by NODE_EXTRA_CA_CERTS.',
  retryable: false,
};

const PROTOCOL: NetworkFault = {
  code: 'network-protocol',
  message: 'the server does not speak the protocol of this address',
  advice: 'Check http or https, and the port, in the base URL.',
  retryable: false,
};

const REQUEST: NetworkFault = {
  code: 'network-request',
  message: 'the request cannot be sent',
  advice: 'Check the headers and the base URL; a dispatcher of your own must not be closed.',
  retryable: false,
};

const TOO_LARGE: NetworkFault = {
  code: 'network-headers-too-large',
  message: 'the headers of the response are too large',
  advice: 'Check the base URL, or report it to the vendor.',
  retryable: false,
};

/** Codes that no rule below finds. */
const BY_CODE: ReadonlyMap<string, NetworkFault> = new Map([
  ...['INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH_EXCEEDED', 'HOSTNAME_MISMATCH', 'UND_ERR_PRX_TLS'].map(
    (code) => [code, CERTIFICATE] as const,
  ),
  ...['EPROTO', 'ERR_TLS_PROTOCOL_VERSION_CONFLICT', 'ERR_HTTP2_ERROR'].map(
    (code) => [code, PROTOCOL] as const,
  ),
  ...[
    ...['UND_ERR_INVALID_ARG', 'UND_ERR_CLOSED', 'UND_ERR_DESTROYED', 'UND_ERR_NOT_SUPPORTED'],
    'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
    ...['ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'ERR_INVALID_URL', 'ERR_INVALID_PROTOCOL'],
    ...['ERR_UNESCAPED_CHARACTERS', 'ERR_HTTP_INVALID_HEADER_VALUE'],
  ].map((code) => [code, REQUEST] as const),
  ...['UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW'].map((code) => [code, TOO_LARGE] as const),
]);

/** A reply that was cut off, or garbled on its way: no more than a connection that failed. */
const CUT_OFF: ReadonlySet<string> = new Set([
  ...['HPE_INVALID_EOF_STATE', 'HPE_CLOSED_CONNECTION', 'HPE_INVALID_CHUNK_SIZE', 'HPE_STRICT'],
  ...['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'],
  'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR',
]);

/** The codes of OpenSSL for certificates, and those of the TLS and HTTP parsers, are families. */
const FAMILIES: readonly (readonly [RegExp, NetworkFault])[] = [
  [/CERT|^UNABLE_TO_|^CRL_/, CERTIFICATE],
  [/^(?:HPE_|ERR_SSL_)/, PROTOCOL],
];

/** Returns what a code of Node.js, OpenSSL or undici means; undefined where it means that the connection failed, and no more. */
export const systemFaultOf = (code: string): NetworkFault | undefined =>
  CUT_OFF.has(code) ? undefined : (BY_CODE.get(code) ?? FAMILIES.find(([family]) => family.test(code))?.[1]);

/** undici leaves out the code of a head that it cannot parse, or takes it for a body of another length. */
const isUnparsed = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'HPE_';
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return true;
  return error.name === 'HTTPParserError' && systemFaultOf(code) === PROTOCOL;
};

/** Returns what a request failed with before any reply; a {@link NoResponseError} where what came is no HTTP. */
export const withoutReply = (error: unknown): unknown => {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!isUnparsed(error) && !isUnparsed(cause)) return error;
  return new NoResponseError({ ...PROTOCOL, cause: error });
};

/** As much of a Node.js stream as is read here: the body of node-fetch is one, and no web stream. */
interface NodeStream {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

const isNodeStream = (body: unknown): body is NodeStream => isObject(body) && 'on' in body;

const chunksOf = (stream: NodeStream): Observable<Uint8Array> =>
  new Observable((subscriber) => {
    // Errors stay listened to after an abort: an unheard one would end the process.
    stream.on('error', (error) => {
      subscriber.error(error);
    });
    stream.on('end', () => {
      subscriber.complete();
    });
    stream.on('close', () => {
      subscriber.error(new Error('the connection was closed before the body was complete'));
    });
    stream.on('data', (chunk) => {
      subscriber.next(chunk);
    });
  });

/** Returns the pieces of a body that is a stream of Node.js, as that of node-fetch is; undefined for any other body. */
export const systemChunks = (body: unknown): Observable<Uint8Array> | undefined =>
  isNodeStream(body) ? chunksOf(body) : undefined;

/** Decodes a body piece by piece; called without a piece at its end. */
export type Pieces = (chunk?: Uint8Array) => string;

const START = new TextDecoder('utf-8', { fatal: true });
const REST = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const NOTHING = new Uint8Array();

/** How many bytes at the end of a piece are the beginning of a character that goes on in the next one. */
const cutOffBytes = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    if (byte >= 0xc0) return length > back ? back : 0;
  }
  return 0;
};

const joined = (head: Uint8Array, tail: Uint8Array): Uint8Array => {
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
};

const wholeCharacters = (): Pieces => {
  let decoder = START;
  let kept = NOTHING;
  return (chunk) => {
    if (chunk === undefined) return decoder.decode(kept);
    const bytes = kept.length === 0 ? chunk : joined(kept, chunk);
    const end = bytes.length - cutOffBytes(bytes);
    kept = end === bytes.length ? NOTHING : new Uint8Array(bytes.subarray(end));
    if (end === 0) return '';
    const text = decoder.decode(end === bytes.length ? bytes : bytes.subarray(0, end));
    decoder = REST;
    return text;
  };
};

/** UTF-8 in whole characters: the decoder of Node.js takes a third of the time where it need not keep half of one. */
export const utf8Pieces: (() => Pieces) | undefined = wholeCharacters;
