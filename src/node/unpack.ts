import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Observable } from 'rxjs';

type Unpack = (first: Uint8Array) => Transform;

/** Some servers leave out the header that `deflate` should have; its first byte tells. */
const inflate: Unpack = ([first = 0]) => ((first & 0x0f) === 0x08 ? createInflate() : createInflateRaw());

const UNPACK: Readonly<Record<string, Unpack>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: inflate,
  'x-deflate': inflate,
  br: () => createBrotliDecompress(),
};

/** The bytes of a body as they were before they were packed; an encoding that is not known is left as it is. */
export const unpacked = (chunks: Observable<Uint8Array>, encoding: string | null): Observable<Uint8Array> => {
  const name = encoding?.trim().toLowerCase() ?? '';
  const unpack = Object.hasOwn(UNPACK, name) ? UNPACK[name] : undefined;
  return unpack === undefined ? chunks : unpackedBy(chunks, unpack);
};

const unpackedBy = (chunks: Observable<Uint8Array>, unpack: Unpack): Observable<Uint8Array> =>
  new Observable((subscriber) => {
    let stream: Transform | undefined;
    const open = (first: Uint8Array): Transform => {
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
