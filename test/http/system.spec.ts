import { Readable } from 'node:stream';
import { expect } from 'chai';
import { EMPTY, lastValueFrom, toArray } from 'rxjs';
import * as system from '../../src/http/system.js';
import { systemChunks, utf8Pieces, withoutReply } from '../../src/http/system.js';
import { NoResponseError } from '../../src/http/transport.js';
import * as noSystem from '../../src/http/web/no-system.js';

describe('withoutReply', () => {
  const named = (name: string, code?: string, cause?: Error): Error =>
    Object.assign(new Error('what came', { cause }), { name }, code === undefined ? {} : { code });

  it('says of a reply that cannot be parsed that it is no HTTP', () => {
    const errors = [
      named('HTTPParserError'),
      named('HTTPParserError', 'HPE_INVALID_CONSTANT'),
      named('TypeError', undefined, named('HTTPParserError')),
      named('ResponseContentLengthMismatchError', 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'),
    ];
    for (const error of errors) {
      const fault = withoutReply(error);
      expect(fault).to.be.instanceOf(NoResponseError);
      expect(fault).to.include({ code: 'network-protocol', retryable: false, cause: error });
    }
  });

  it('leaves everything else as it is', () => {
    const errors = [
      named('HTTPParserError', 'HPE_INVALID_EOF_STATE'),
      named('SocketError', 'UND_ERR_SOCKET'),
      named('TypeError'),
      'thrown',
      undefined,
    ];
    for (const error of errors) expect(withoutReply(error)).to.equal(error);
  });
});

describe('systemChunks', () => {
  it('reads a stream of Node.js, and nothing else', async () => {
    const chunks = systemChunks(Readable.from([new Uint8Array([1]), new Uint8Array([2, 3])]));
    expect(await lastValueFrom((chunks ?? EMPTY).pipe(toArray()))).to.deep.equal([
      new Uint8Array([1]),
      new Uint8Array([2, 3]),
    ]);
    for (const body of [null, undefined, 'text', new ReadableStream()]) {
      expect(systemChunks(body)).to.equal(undefined);
    }
  });
});

describe('utf8Pieces', () => {
  it('gives what a decoder gives that keeps half a character, wherever the bytes are cut', () => {
    const text = '\ufeffaé\ufeff€𝄞'.repeat(3);
    const bytes = new TextEncoder().encode(text);
    for (let first = 0; first <= bytes.length; first += 1) {
      for (let second = first; second <= bytes.length; second += 1) {
        const whole = utf8Pieces?.();
        const keeping = new TextDecoder('utf-8', { fatal: true });
        const parts = [bytes.subarray(0, first), bytes.subarray(first, second), bytes.subarray(second)];
        const joined = parts.map((part) => whole?.(part) ?? '').join('') + (whole?.() ?? '');
        const kept = parts.map((part) => keeping.decode(part, { stream: true })).join('') + keeping.decode();
        expect(joined, `${String(first)} ${String(second)}`).to.equal(kept);
      }
    }
  });
});

describe('what replaces it in a bundle for browsers', () => {
  it('has the same names', () => {
    expect(Object.keys(noSystem)).to.have.members(Object.keys(system));
  });

  it('knows no code, leaves errors as they are, and reads no stream of Node.js', () => {
    const error = Object.assign(new Error('what came'), { name: 'HTTPParserError' });
    expect(noSystem.systemFaultOf('CERT_HAS_EXPIRED')).to.equal(undefined);
    expect(noSystem.withoutReply(error)).to.equal(error);
    expect(noSystem.systemChunks(Readable.from([]))).to.equal(undefined);
    expect(noSystem.utf8Pieces).to.equal(undefined);
  });
});
