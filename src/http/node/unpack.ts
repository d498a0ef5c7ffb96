import type { Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Observable, type Subscriber } from 'rxjs';
import { BodyEncodingError, BodyTooLargeError } from '../transport.js';

/** Bytes that arrive, and how to hold them up. */
export interface Flow {
  readonly bytes: Observable<Uint8Array>;
  pause(): void;
  resume(): void;
}

/** Opens what unpacks one coding; undefined where the first byte shows that there is nothing to unpack. */
type Open = (first: number) => Transform | undefined;

const OPEN: ReadonlyMap<string, Open> = new Map<string, Open>([
  ['gzip', () => createGunzip()],
  ['x-gzip', () => createGunzip()],
  // Some servers leave out the header that `deflate` should have; its first byte shows it.
  ['deflate', (first) => ((first & 0x0f) === 0x08 ? createInflate() : createInflateRaw())],
  ['x-deflate', (first) => ((first & 0x0f) === 0x08 ? createInflate() : createInflateRaw())],
  ['br', () => createBrotliDecompress()],
]);

/** Codings that leave nothing readable. Any other name that is not known, such as `utf-8`, is a slip, and packs nothing. */
const UNREADABLE: ReadonlySet<string> = new Set(['zstd', 'compress', 'x-compress', 'dcb', 'dcz']);

/** More layers than any server has a reason for: each may make a thousand times as much of its bytes. */
const MOST_LAYERS = 4;

/** The first byte of everything that gzip makes, and of no JSON. */
const GZIP_BEGINS = 0x1f;

/** What {@link unpacked} is asked for in each request; `br` is unpacked, too, for servers that send it unasked. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate';

/** The codings that a body went through, in the order in which they were applied. */
const codingsOf = (header: string): readonly string[] =>
  header
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');

/** Some servers say `gzip` twice, once themselves and once in a gateway, of a body that was packed once. */
const perhapsPackedOnce =
  (open: Open): Open =>
  (first) =>
    first === GZIP_BEGINS ? open(first) : undefined;

/** Returns the layers of a body, the outermost first; undefined where one of them cannot be taken off. */
const layersOf = (header: string): readonly Open[] | undefined => {
  const codings = codingsOf(header);
  const known = codings.flatMap((name) => OPEN.get(name) ?? []);
  const lacks =
    codings.some((name) => UNREADABLE.has(name)) || (known.length > 0 && known.length < codings.length);
  if (lacks || codings.length > MOST_LAYERS) return undefined;
  const isGzip = (index: number): boolean => /^(?:x-)?gzip$/.test(codings[index] ?? '');
  return known
    .map((open, index) => (isGzip(index) && isGzip(index + 1) ? perhapsPackedOnce(open) : open))
    .reverse();
};

/** Takes one layer off: what comes in is counted, and waits while its unpacking is behind. */
class Layer implements Flow {
  readonly bytes: Observable<Uint8Array>;
  readonly #from: Flow;
  readonly #open: Open;
  readonly #maxBytes: number;
  #stream: Transform | undefined;
  #begun = false;
  #count = 0;

  constructor(from: Flow, open: Open, maxBytes: number) {
    this.#from = from;
    this.#open = open;
    this.#maxBytes = maxBytes;
    this.bytes = new Observable((subscriber) => this.#unpack(subscriber));
  }

  pause(): void {
    (this.#stream ?? this.#from).pause();
  }

  resume(): void {
    (this.#stream ?? this.#from).resume();
  }

  #unpack(subscriber: Subscriber<Uint8Array>): void {
    subscriber.add(() => {
      this.#stream?.destroy();
    });
    subscriber.add(
      this.#from.bytes.subscribe({
        next: (chunk) => {
          this.#take(chunk, subscriber);
        },
        error: (error: unknown) => {
          subscriber.error(error);
        },
        complete: () => {
          if (this.#stream === undefined) subscriber.complete();
          else this.#stream.end();
        },
      }),
    );
  }

  #take(chunk: Uint8Array, subscriber: Subscriber<Uint8Array>): void {
    this.#count += chunk.byteLength;
    if (this.#count > this.#maxBytes) subscriber.error(new BodyTooLargeError(this.#maxBytes));
    if (subscriber.closed || chunk.byteLength === 0) return;
    if (!this.#begun) this.#begin(chunk, subscriber);
    if (this.#stream === undefined) subscriber.next(chunk);
    // Unpacking runs beside the download, and more slowly: what it has not taken yet would pile up.
    else if (!this.#stream.write(chunk)) this.#from.pause();
  }

  #begin([first = 0]: Uint8Array, subscriber: Subscriber<Uint8Array>): void {
    this.#begun = true;
    const stream = this.#open(first);
    if (stream === undefined) return;
    this.#stream = stream;
    stream.on('drain', () => {
      this.#from.resume();
    });
    stream.on('data', (unpacked: Uint8Array) => {
      subscriber.next(unpacked);
    });
    stream.on('end', () => {
      subscriber.complete();
    });
    // Stays listened to after the end: an unheard error would end the process.
    stream.on('error', (error) => {
      subscriber.error(error);
    });
  }
}

/** Returns the error of a body that cannot be read. Unread, it would hold its connection: it is cancelled. */
const cancelled = (chunks: Observable<Uint8Array>, error: unknown): Observable<never> =>
  new Observable((subscriber) => {
    chunks.subscribe({ error: () => undefined }).unsubscribe();
    subscriber.error(error);
  });

/**
 * Returns the bytes of a body as they were before they were packed, layer by layer. No layer takes in more than `maxBytes`: packed
 * bytes may unpack to nothing, and be without end. In Node.js alone: a fetch unpacks by itself.
 * A coding that is not known, or too many of them, is a {@link BodyEncodingError}.
 */
export const unpacked = (flow: Flow, encoding: string | null, maxBytes: number): Observable<Uint8Array> => {
  if (encoding === null) return flow.bytes;
  const layers = layersOf(encoding);
  if (layers !== undefined)
    return layers.reduce<Flow>((from, open) => new Layer(from, open, maxBytes), flow).bytes;
  // A header of a server may hold anything: it is cut.
  const said = JSON.stringify(encoding.slice(0, 60));
  return cancelled(
    flow.bytes,
    new BodyEncodingError(`the body is packed as ${said}, which cannot be unpacked here`),
  );
};
