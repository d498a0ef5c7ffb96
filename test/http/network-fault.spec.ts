import { expect } from 'chai';
import { networkFaultOf } from '../../src/http/network-fault.js';

describe('networkFaultOf', () => {
  const permanent: readonly (readonly [what: RegExp, codes: readonly string[]])[] = [
    [
      /certificate/,
      [
        ...[
          'CERT_HAS_EXPIRED',
          'CERT_NOT_YET_VALID',
          'DEPTH_ZERO_SELF_SIGNED_CERT',
          'SELF_SIGNED_CERT_IN_CHAIN',
        ],
        ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_GET_CRL'],
        ...[
          'ERR_TLS_CERT_ALTNAME_INVALID',
          'HOSTNAME_MISMATCH',
          'INVALID_CA',
          'CRL_HAS_EXPIRED',
          'CERT_REVOKED',
        ],
        ...['UND_ERR_PRX_TLS', 'ERR_TLS_CERT_SIGNATURE_ALGORITHM_UNSUPPORTED'],
      ],
    ],
    [
      /protocol/,
      [
        ...['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'],
        ...['ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE', 'ERR_SSL_UNSUPPORTED_PROTOCOL', 'ERR_SSL_HTTP_REQUEST'],
        ...['HPE_INVALID_CONSTANT', 'HPE_INVALID_VERSION', 'HPE_INVALID_STATUS', 'HPE_INVALID_HEADER_TOKEN'],
        ...['HPE_UNEXPECTED_CONTENT_LENGTH', 'HPE_INVALID_TRANSFER_ENCODING', 'HPE_LF_EXPECTED'],
      ],
    ],
    [
      /cannot be sent/,
      ['UND_ERR_INVALID_ARG', 'ERR_INVALID_CHAR', 'ERR_INVALID_HTTP_TOKEN', 'UND_ERR_CLOSED'],
    ],
    [/headers of the response/, ['UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW']],
  ];
  for (const [what, codes] of permanent) {
    for (const code of codes) {
      it(`${code}: ${what.source}, and asking again does not help`, () => {
        expect(networkFaultOf(code)).to.have.property('retryable', false);
        expect(networkFaultOf(code).message).to.match(what);
      });
    }
  }

  const passing = [
    ...[
      'ECONNRESET',
      'ECONNREFUSED',
      'EPIPE',
      'ETIMEDOUT',
      'EHOSTUNREACH',
      'ENETDOWN',
      'ENOTFOUND',
      'EAI_AGAIN',
    ],
    ...['UND_ERR_SOCKET', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'Z_BUF_ERROR'],
    ...['HPE_INVALID_EOF_STATE', 'HPE_INVALID_CHUNK_SIZE', 'HPE_CLOSED_CONNECTION'],
    ...[
      'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
      'ERR_SSL_UNEXPECTED_EOF_WHILE_READING',
      'ERR_STREAM_PREMATURE_CLOSE',
    ],
    undefined,
  ];
  for (const code of passing) {
    it(`${String(code)}: the connection failed, and asking again may help`, () => {
      expect(networkFaultOf(code)).to.have.property('retryable', true);
    });
  }
});
