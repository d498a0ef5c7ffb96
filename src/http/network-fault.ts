import type { NetworkCode } from './error-codes.js';
import { NoResponseError } from './transport.js';

/** What the code of a failed connection means. */
export interface NetworkFault {
  readonly code: NetworkCode;
  /** What happened, as one clause. */
  readonly message: string;
  readonly advice: string;
  /** Whether the same request may go well in a while. */
  readonly retryable: boolean;
}

const CONNECTION: NetworkFault = {
  code: 'network-connection',
  message: 'no complete response arrived',
  advice: 'Check the connection and the base URL.',
  retryable: true,
};

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
  // A reply that was cut off, or garbled on its way.
  ...[
    ...['HPE_INVALID_EOF_STATE', 'HPE_CLOSED_CONNECTION', 'HPE_INVALID_CHUNK_SIZE', 'HPE_STRICT'],
    ...['ERR_SSL_UNEXPECTED_EOF_WHILE_READING', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC'],
    'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR',
  ].map((code) => [code, CONNECTION] as const),
]);

/** The codes of OpenSSL for certificates, and those of the TLS and HTTP parsers, are families. */
const FAMILIES: readonly (readonly [RegExp, NetworkFault])[] = [
  [/CERT|^UNABLE_TO_|^CRL_/, CERTIFICATE],
  [/^(?:HPE_|ERR_SSL_)/, PROTOCOL],
];

/** Returns what a code of Node.js, OpenSSL or undici means; where there is none, or it is not known, that the connection failed. */
export const networkFaultOf = (code: string | undefined): NetworkFault => {
  if (code === undefined) return CONNECTION;
  return BY_CODE.get(code) ?? FAMILIES.find(([family]) => family.test(code))?.[1] ?? CONNECTION;
};

/** undici leaves out the code of a head that it cannot parse, or takes it for a body of another length. */
const isUnparsed = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'HPE_';
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return true;
  return error.name === 'HTTPParserError' && networkFaultOf(code) === PROTOCOL;
};

/** Returns what a request failed with before any reply; a {@link NoResponseError} where what came is no HTTP. */
export const withoutReply = (error: unknown): unknown => {
  const cause = error instanceof Error ? error.cause : undefined;
  if (!isUnparsed(error) && !isUnparsed(cause)) return error;
  return new NoResponseError({ ...PROTOCOL, cause: error });
};
