import { systemChunks, utf8Pieces, type Pieces } from '#system';
import { from, map, Observable, type Observer, type Subscriber } from 'rxjs';
import { BodyEncodingError, BodyTooLargeError } from './transport.js';
import { isObject } from '../../operators/internal/isObject.js';

/** As much of a fetch response as is read here. */
interface FetchBody {
  readonly body: unknown;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

const isWebStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  isObject(body) && 'getReader' in body;

const webChunks = (stream: ReadableStream<Uint8Array>): Observable<Uint8Array> =>
  new Observable((subscriber) => {
    const reader = stream.getReader();
    subscriber.add(() => {
      // A stream that has ended or failed has nothing to cancel.
      reader.cancel().catch(() => undefined);
    });
    const pump = async (): Promise<void> => {
      for (let step = await reader.read(); !step.done; step = await reader.read()) {
        subscriber.next(step.value);
        if (subscriber.closed) return;
      }
      subscriber.complete();
    };
    pump().catch((error: unknown) => {
      subscriber.error(error);
    });
  });

/** Servers quote the name in either way, with spaces where none belong. A header may hold anything: it is cut. */
const CHARSET = /(?:^|[;,])\s{0,9}charset\s{0,9}=[\s"']{0,9}([^\s"';,]{1,40})/i;

const piecesOf = (charset: string): Pieces => {
  const known = /^utf-?8$/i.test(charset) ? utf8Pieces?.() : undefined;
  if (known !== undefined) return known;
  const decoder = new TextDecoder(charset, { fatal: true });
  return (chunk) => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
};

/** Who takes bytes as they arrive. */
export type ByteSink = Pick<Observer<Uint8Array>, 'next' | 'error' | 'complete'>;

/**
 * Returns what makes text of bytes that arrive, in the charset that the content type names, else UTF-8. They are counted and decoded piece by
 * piece, so that neither a huge nor a garbled body gets far.
 */
const textSink = (subscriber: Subscriber<string>, maxBytes: number, contentType: string | null): ByteSink => {
  const [, charset = 'utf-8'] = CHARSET.exec(contentType ?? '') ?? [];
  let pieces: Pieces | undefined;
  let bytes = 0;
  const give = (chunk?: Uint8Array): void => {
    let text: string;
    try {
      pieces ??= piecesOf(charset);
      text = pieces(chunk);
    } catch (error) {
      const why = error instanceof RangeError ? 'which is not supported' : 'but is not in it';
      subscriber.error(new BodyEncodingError(`the body claims the encoding ${charset}, ${why}`));
      return;
    }
    subscriber.next(text);
  };
  return {
    next: (chunk) => {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) subscriber.error(new BodyTooLargeError(maxBytes));
      else give(chunk);
    },
    error: (error) => {
      subscriber.error(error);
    },
    complete: () => {
      give();
      subscriber.complete();
    },
  };
};

/** Returns bytes that arrive as text: see {@link textSink}. */
export const decodeText = (
  chunks: Observable<Uint8Array>,
  maxBytes: number,
  contentType: string | null,
): Observable<string> =>
  new Observable((subscriber) => chunks.subscribe(textSink(subscriber, maxBytes, contentType)));

const wholeText = (response: FetchBody, maxBytes: number): Observable<string> =>
  from(response.text()).pipe(
    map((text) => {
      if (new TextEncoder().encode(text).byteLength > maxBytes) throw new BodyTooLargeError(maxBytes);
      return text;
    }),
  );

/** The body of a fetch response as text, in pieces; whatever kind of stream the fetch in use gives. */
export const bodyText = (response: FetchBody, maxBytes: number): Observable<string> => {
  const { body } = response;
  const type = response.headers.get('content-type');
  if (isWebStream(body)) return decodeText(webChunks(body), maxBytes, type);
  const chunks = systemChunks(body);
  return chunks === undefined ? wholeText(response, maxBytes) : decodeText(chunks, maxBytes, type);
};
