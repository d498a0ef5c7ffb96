import { systemChunks, utf8Pieces, type Pieces } from '#system';
import { from, map, Observable, type Observer, type Subscriber } from 'rxjs';
import { BodyEncodingError, BodyTooLargeError } from './transport.js';
import { isObject } from '../../operators/internal/isObject.js';

/** As much of a fetch response as is read here. */
export interface FetchBody {
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

/** Servers quote the name in either way, with spaces where none belong. */
const charsetOf = (contentType: string | null): string => {
  for (const parameter of (contentType ?? '').split(/[;,]/)) {
    const [name = '', value = ''] = parameter.split('=', 2);
    if (name.trim().toLowerCase() !== 'charset') continue;
    const charset = value.replace(/["']/g, '').trim();
    // A header of a server may hold anything: it is cut.
    if (charset !== '') return charset.slice(0, 40);
  }
  return 'utf-8';
};

const streamed = (charset: string): Pieces => {
  try {
    const decoder = new TextDecoder(charset, { fatal: true });
    return (chunk) => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true }));
  } catch {
    throw new BodyEncodingError(`the body claims the encoding ${charset}, which is not supported`);
  }
};

const piecesOf = (charset: string): Pieces =>
  (/^utf-?8$/i.test(charset) ? utf8Pieces?.() : undefined) ?? streamed(charset);

/** Who takes bytes as they arrive. */
export type ByteSink = Pick<Observer<Uint8Array>, 'next' | 'error' | 'complete'>;

/**
 * Returns what makes text of bytes that arrive, in the charset that the content type names, else UTF-8. Bytes are counted and
 * decoded piece by piece, so that neither a huge nor a garbled body gets far.
 */
export const textSink = (
  subscriber: Subscriber<string>,
  maxBytes: number,
  contentType: string | null,
): ByteSink => {
  const charset = charsetOf(contentType);
  const pieces = piecesOf(charset);
  let bytes = 0;
  const give = (chunk?: Uint8Array): void => {
    let text: string;
    try {
      text = pieces(chunk);
    } catch {
      subscriber.error(new BodyEncodingError(`the body claims the encoding ${charset}, but is not in it`));
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

/** Returns the error of a body that cannot be read. Unread, it would hold its connection: it is cancelled. */
export const cancelled = (chunks: Observable<Uint8Array>, error: unknown): Observable<never> =>
  new Observable((subscriber) => {
    chunks.subscribe({ error: () => undefined }).unsubscribe();
    subscriber.error(error);
  });

/** The same for bytes of an Observable. */
export const decodeText = (
  chunks: Observable<Uint8Array>,
  maxBytes: number,
  contentType: string | null,
): Observable<string> =>
  new Observable((subscriber) => {
    let sink: ByteSink;
    try {
      sink = textSink(subscriber, maxBytes, contentType);
    } catch (error) {
      return cancelled(chunks, error).subscribe(subscriber);
    }
    return chunks.subscribe(sink);
  });

/** Whether a text is longer than so many bytes; it is only encoded where its length leaves that open. */
const isLonger = (text: string, maxBytes: number): boolean =>
  text.length > maxBytes ||
  (3 * text.length > maxBytes && new TextEncoder().encode(text).byteLength > maxBytes);

const wholeText = (response: FetchBody, maxBytes: number): Observable<string> =>
  from(response.text()).pipe(
    map((text) => {
      if (isLonger(text, maxBytes)) throw new BodyTooLargeError(maxBytes);
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
