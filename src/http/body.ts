import { from, map, Observable } from 'rxjs';
import { BodyEncodingError, BodyTooLargeError } from './transport.js';

/** As much of a Node.js stream as is read here: cross-fetch's body in Node is one, and no web stream. */
interface NodeStream {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** As much of a fetch response as is read here. */
export interface FetchBody {
  readonly body: unknown;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
}

const isWebStream = (body: unknown): body is ReadableStream<Uint8Array> =>
  typeof body === 'object' && body !== null && 'getReader' in body;

const isNodeStream = (body: unknown): body is NodeStream =>
  typeof body === 'object' && body !== null && 'on' in body;

const webChunks = (stream: ReadableStream<Uint8Array>): Observable<Uint8Array> =>
  new Observable((subscriber) => {
    const reader = stream.getReader();
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

const nodeChunks = (stream: NodeStream): Observable<Uint8Array> =>
  new Observable((subscriber) => {
    // Errors stay listened to after an abort: an unheard one would end the process.
    stream.on('error', (error) => {
      subscriber.error(error);
    });
    stream.on('end', () => {
      subscriber.complete();
    });
    stream.on('close', () => {
      subscriber.error(new Error('the connection was closed before the body was complete'));
    });
    stream.on('data', (chunk) => {
      subscriber.next(chunk);
    });
  });

const charsetOf = (contentType: string | null): string =>
  /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';

const decoderFor = (charset: string): TextDecoder => {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    throw new BodyEncodingError(`the body is said to be in ${charset}, an encoding that is not known here`);
  }
};

/** Counts bytes and decodes them piece by piece, so that neither a huge nor a garbled body gets far. */
const decode = (maxBytes: number, charset: string) => (chunks: Observable<Uint8Array>) =>
  new Observable<string>((subscriber) => {
    const decoder = decoderFor(charset);
    let bytes = 0;
    const text = (chunk?: Uint8Array): string => {
      try {
        return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
      } catch {
        throw new BodyEncodingError(`the body is said to be in ${charset}, and is not`);
      }
    };
    return chunks
      .pipe(
        map((chunk) => {
          bytes += chunk.byteLength;
          if (bytes > maxBytes) throw new BodyTooLargeError(maxBytes);
          return text(chunk);
        }),
      )
      .subscribe({
        next: (piece) => {
          subscriber.next(piece);
        },
        error: (error: unknown) => {
          subscriber.error(error);
        },
        complete: () => {
          try {
            subscriber.next(text());
            subscriber.complete();
          } catch (error) {
            subscriber.error(error);
          }
        },
      });
  });

const wholeText = (response: FetchBody, maxBytes: number): Observable<string> =>
  from(response.text()).pipe(
    map((text) => {
      if (text.length > maxBytes) throw new BodyTooLargeError(maxBytes);
      return text;
    }),
  );

/** The body of a fetch response as text, in pieces; whatever kind of stream the fetch in use gives. */
export const bodyText = (response: FetchBody, maxBytes: number): Observable<string> => {
  const { body } = response;
  const charset = charsetOf(response.headers.get('content-type'));
  if (isWebStream(body)) return webChunks(body).pipe(decode(maxBytes, charset));
  if (isNodeStream(body)) return nodeChunks(body).pipe(decode(maxBytes, charset));
  return wholeText(response, maxBytes);
};
