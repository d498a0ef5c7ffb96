import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Observable } from 'rxjs';

type Unpacker = Transform;

type Unpack = (first: Uint8Array) => Unpacker;

const gunzip: Unpack = () => createGunzip();

/** Some servers leave out the header that `deflate` should have; its first byte tells. */
const inflate: Unpack = ([first = 0]) => ((first & 0x0f) === 0x08 ? createInflate() : createInflateRaw());

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  deflate: inflate,
  'x-deflate': inflate,
  br: () => createBrotliDecompress(),
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
  return unpack === undefined ? chunks : unpackedBy(chunks, unpack);
};

const unpackedBy = (
  chunks: Observable<Uint8Array>,
  unpack: (first: Uint8Array) => Unpacker,
): Observable<Uint8Array> =>
  new Observable((subscriber) => {
    let stream: Unpacker | undefined;
    const open = (first: Uint8Array): Unpacker => {
      const opened = unpack(first);
      opened.on('data', (chunk: Uint8Array) => {
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
