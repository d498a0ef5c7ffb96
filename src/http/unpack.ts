import { Observable } from 'rxjs';
import { nodeBuiltin } from './node-builtin.js';

/** As much of a stream of node:zlib as is used here. */
interface Unpacker {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  write(chunk: Uint8Array): unknown;
  end(): unknown;
  destroy(): unknown;
}

interface Zlib {
  createGunzip(): Unpacker;
  createInflate(): Unpacker;
  createInflateRaw(): Unpacker;
  createBrotliDecompress(): Unpacker;
}

type Unpack = (zlib: Zlib, first: Uint8Array) => Unpacker;

const gunzip: Unpack = (zlib) => zlib.createGunzip();

/** Some servers leave out the header that `deflate` should have; its first byte tells. */
const inflate: Unpack = (zlib, [first = 0]) =>
  (first & 0x0f) === 0x08 ? zlib.createInflate() : zlib.createInflateRaw();

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  'x-deflate': inflate,
  br: (zlib) => zlib.createBrotliDecompress(),
};

/** What {@link unpacked} is asked for in each request; `br` is unpacked, too, for servers that send it unasked. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate';

/**
 * The bytes of a body as they were before they were packed; an encoding that is not known is left as it is. In Node.js
 * alone: a browser unpacks by itself.
 */
export const unpacked = (chunks: Observable<Uint8Array>, encoding: string | null): Observable<Uint8Array> => {
  if (encoding === null) return chunks;
  const name = encoding.trim().toLowerCase();
  const unpack = Object.hasOwn(UNPACK, name) ? UNPACK[name] : undefined;
  const zlib = nodeBuiltin('node:zlib') as Zlib | undefined;
  return unpack === undefined || zlib === undefined
    ? chunks
    : unpackedBy(chunks, (first) => unpack(zlib, first));
};

const unpackedBy = (
  chunks: Observable<Uint8Array>,
  unpack: (first: Uint8Array) => Unpacker,
): Observable<Uint8Array> =>
  new Observable((subscriber) => {
    let stream: Unpacker | undefined;
    const open = (first: Uint8Array): Unpacker => {
      const opened = unpack(first);
      opened.on('data', (chunk) => {
        subscriber.next(chunk);
      });
      opened.on('end', () => {
        subscriber.complete();
      });
      // Stays listened to after the end: an unheard error would end the process.
      opened.on('error', (error) => {
        subscriber.error(error);
      });
      return opened;
    };
    subscriber.add(() => {
      stream?.destroy();
    });
    return chunks.subscribe({
      next: (chunk) => {
        stream ??= open(chunk);
        stream.write(chunk);
      },
      error: (error: unknown) => {
        subscriber.error(error);
      },
      complete: () => {
        if (stream === undefined) subscriber.complete();
        else stream.end();
      },
    });
  });
