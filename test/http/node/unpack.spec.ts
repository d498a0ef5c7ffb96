import { randomBytes } from 'node:crypto';
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { firstValueFrom, Observable, reduce, switchMap, type Subscriber } from 'rxjs';
import { defaultTransport } from '../../../src/http/default-transport.js';
import { unpacked, type Flow } from '../../../src/http/node/unpack.js';
import { BodyEncodingError, BodyTooLargeError } from '../../../src/http/transport.js';
import { startLoopback, type Handler, type Loopback } from '../../support/loopback.js';

type Pack = (bytes: Uint8Array) => Uint8Array;

const plain: Pack = (bytes) => bytes;
const twice: Pack = (bytes) => gzipSync(gzipSync(bytes));
const TEXT = JSON.stringify({ a: 'ü'.repeat(2000) });

/** A stored block of DEFLATE that holds nothing, and is not the last one. */
const EMPTY_BLOCK = Uint8Array.of(0, 0, 0, 0xff, 0xff);

/** So many bytes that gunzip reads, and makes nothing of. */
const unpacksToNothing = (bytes: number): Uint8Array => {
  const head = gzipSync('').subarray(0, 10);
  const all = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += EMPTY_BLOCK.length) all.set(EMPTY_BLOCK.subarray(0, bytes - at), at);
  return Buffer.concat([head, all]);
};

describe('packed bodies over undici', () => {
  const transport = defaultTransport();
  let server: Loopback | undefined;

  afterEach(async () => {
    await server?.close();
    server = undefined;
  });

  const textOf = async (handle: Handler, maxBytes = 1_000_000): Promise<string> => {
    server = await startLoopback(handle);
    return firstValueFrom(
      transport({ method: 'GET', url: server.origin, headers: {} }).pipe(
        switchMap((response) => response.text(maxBytes)),
        reduce((whole, piece) => whole + piece, ''),
      ),
    );
  };
  const failureOf = async (work: Promise<unknown>): Promise<Error> =>
    work.then(
      () => new Error('it did not fail'),
      (error: unknown) => error as Error,
    );

  const readable: readonly (readonly [says: string | string[], what: string, pack: Pack])[] = [
    ['gzip', 'packed by gzip', gzipSync],
    [' GZIP ', 'packed by gzip', gzipSync],
    ['x-gzip', 'packed by gzip', gzipSync],
    ['deflate', 'packed by deflate', deflateSync],
    ['deflate', 'packed by deflate without its header', deflateRawSync],
    ['x-deflate', 'packed by deflate', deflateSync],
    ['br', 'packed by brotli', brotliCompressSync],
    ['identity', 'not packed', plain],
    ['', 'not packed', plain],
    ['utf-8', 'not packed', plain],
    ['gzip, identity', 'packed by gzip', gzipSync],
    ['gzip,', 'packed by gzip', gzipSync],
    ['gzip, gzip', 'packed by gzip twice', twice],
    ['gzip, gzip', 'packed by gzip once', gzipSync],
    [['gzip', 'gzip'], 'packed by gzip once', gzipSync],
    [['gzip', 'gzip'], 'packed by gzip twice', twice],
    ['gzip, x-gzip, gzip', 'packed by gzip once', gzipSync],
    ['deflate, gzip', 'packed by deflate, then by gzip', (bytes) => gzipSync(deflateSync(bytes))],
    [['br', 'gzip'], 'packed by brotli, then by gzip', (bytes) => gzipSync(brotliCompressSync(bytes))],
    ['gzip, br', 'packed by gzip, then by brotli', (bytes) => brotliCompressSync(gzipSync(bytes))],
  ];
  for (const [says, what, pack] of readable) {
    it(`reads a body that is ${what} where the header says ${JSON.stringify(says)}`, async () => {
      const text = await textOf((_request, response) => {
        response.setHeader('content-encoding', says);
        response.end(pack(Buffer.from(TEXT)));
      });
      expect(text).to.equal(TEXT);
    });
  }

  it('reads what comes byte by byte, also the byte that shows the packing', async () => {
    const text = await textOf((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip, gzip' });
      const bytes = gzipSync('"a"');
      const next = (at: number): void => {
        if (at === bytes.length) response.end();
        else response.write(bytes.subarray(at, at + 1), () => next(at + 1));
      };
      next(0);
    });
    expect(text).to.equal('"a"');
  });

  const unreadable: readonly (string | string[])[] = [
    'zstd',
    'compress',
    'gzip, zstd',
    ['zstd', 'gzip'],
    'gzip, aes128gcm',
    Array<string>(5).fill('gzip'),
    `gzip, ${'x'.repeat(5000)}`,
  ];
  for (const says of unreadable) {
    it(`a body packed as ${String(says).slice(0, 30)} is a BodyEncodingError, and its connection is closed`, async () => {
      const error = await failureOf(
        textOf((_request, response) => {
          response.setHeader('content-encoding', says);
          response.write(randomBytes(100));
        }),
      );
      expect(error).to.be.instanceOf(BodyEncodingError);
      expect(error.message)
        .to.match(/packed as/)
        .and.to.have.length.below(160);
      await (
        await server!.request(0)
      ).closed;
    });
  }

  it('a body in a charset that is not known closes its connection, too', async () => {
    const work = textOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/json; charset=klingon' }).write('"a');
    });
    expect(await failureOf(work)).to.be.instanceOf(BodyEncodingError);
    await (
      await server!.request(0)
    ).closed;
  });

  for (const length of ['with its length', 'in chunks']) {
    it(`packed bytes that unpack to nothing count, ${length}`, async () => {
      const bytes = unpacksToNothing(300_000);
      const work = textOf((_request, response) => {
        const said = length === 'in chunks' ? {} : { 'content-length': String(bytes.length) };
        response.writeHead(200, { 'content-encoding': 'gzip', ...said }).end(bytes);
      }, 250_000);
      expect(await failureOf(work)).to.be.instanceOf(BodyTooLargeError);
    });
  }

  it('packed bytes without end are left soon after the bound', async () => {
    const block = unpacksToNothing(65_535).subarray(10);
    let sent = 0;
    const work = textOf((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).write(gzipSync('').subarray(0, 10));
      const more = (): void => {
        if (response.destroyed) return;
        sent += block.length;
        response.write(block, more);
      };
      more();
    }, 1_000_000);
    expect(await failureOf(work)).to.be.instanceOf(BodyTooLargeError);
    await (
      await server!.request(0)
    ).closed;
    // What was beyond the bound was in the buffers of two sockets.
    expect(sent).to.be.below(20_000_000);
  });

  it('what one layer makes of another counts as well', async () => {
    const bomb = gzipSync(unpacksToNothing(3_000_000));
    expect(bomb.byteLength).to.be.below(50_000);
    const work = textOf((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(bomb);
    }, 2_000_000);
    expect(await failureOf(work)).to.be.instanceOf(BodyTooLargeError);
  });
});

/** Bytes that come as fast as they are let. */
const fastFlow = (bytes: Uint8Array, size: number) => {
  let at = 0;
  let subscriber: Subscriber<Uint8Array> | undefined;
  let isPaused = false;
  let pushing = false;
  const state = { pauses: 0, mostInOneGo: 0, sent: () => at };
  const push = (): void => {
    if (pushing) return;
    pushing = true;
    let chunks = 0;
    while (!isPaused && at < bytes.length && subscriber?.closed === false) {
      chunks += 1;
      at += size;
      subscriber.next(bytes.subarray(at - size, at));
    }
    pushing = false;
    state.mostInOneGo = Math.max(state.mostInOneGo, chunks);
    if (!isPaused && at >= bytes.length) subscriber?.complete();
  };
  const flow: Flow = {
    bytes: new Observable((each) => {
      subscriber = each;
      push();
    }),
    pause: () => {
      isPaused = true;
      state.pauses += 1;
    },
    resume: () => {
      isPaused = false;
      push();
    },
  };
  return { flow, state };
};

describe('unpacked', () => {
  const SIZE = 65_536;
  const raw = Buffer.from(randomBytes(3_000_000).toString('base64'));
  const read = (flow: Flow, encoding: string): Promise<Buffer> =>
    firstValueFrom(
      unpacked(flow, encoding, 10_000_000).pipe(
        reduce((all, each) => Buffer.concat([all, each]), Buffer.alloc(0)),
      ),
    );

  const layers: readonly (readonly [string, Pack])[] = [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
    ['gzip, gzip', twice],
    ['gzip, gzip', gzipSync],
  ];
  for (const [encoding, pack] of layers) {
    it(`${encoding}: a download that is faster than its unpacking waits after each piece`, async () => {
      const packed = pack(raw);
      const { flow, state } = fastFlow(packed, SIZE);
      expect((await read(flow, encoding)).equals(raw)).to.equal(true);
      expect(state.mostInOneGo).to.equal(1);
      expect(state.pauses).to.be.at.least(Math.floor(packed.length / SIZE));
    });
  }

  it('leaves the download when it is unsubscribed', () => {
    const { flow, state } = fastFlow(gzipSync(raw), SIZE);
    unpacked(flow, 'gzip', 10_000_000).subscribe().unsubscribe();
    flow.resume();
    expect(state.sent()).to.equal(SIZE);
  });

  it('hands bytes on as they are where nothing is packed', async () => {
    const { flow, state } = fastFlow(raw, SIZE);
    expect((await read(flow, 'identity')).equals(raw)).to.equal(true);
    expect(state.pauses).to.equal(0);
  });
});
