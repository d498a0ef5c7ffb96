import type { Observable } from 'rxjs';
import type { NetworkCode } from './error-codes.js';
import { TaggedError } from '../../operators/internal/taggedError.js';
import { isSecret, type Secret } from './secret.js';

/** One request, as a transport gets it. Headers that carry a credential are wrapped: reveal them at the last moment. */
export interface HttpRequest {
  /** The method. */
  readonly method: 'GET' | 'POST';
  /** The whole address, with its query. */
  readonly url: string;
  /** The headers by name in lower case; {@link revealHeaders} gives them in the clear. */
  readonly headers: Readonly<Record<string, string | Secret<string>>>;
  /** The JSON text of a POST. Default: no body. */
  readonly body?: string;
}

/** One response, as a transport gives it. */
export interface HttpResponse {
  /** The status; 0 where a browser hides it (an opaque redirect). */
  readonly status: number;
  /** Returns a header by its name in any case, `null` when it is absent. */
  readonly header: (name: string) => string | null;
  /**
   * Returns the body as text, in one or several pieces; joined they are the whole. Fails with
   * {@link BodyTooLargeError} once more than `maxBytes` have arrived. Unsubscribing aborts the download.
   */
  readonly text: (maxBytes: number) => Observable<string>;
}

/**
 * Sends one request: a cold Observable of exactly one response, that sends when it is subscribed and aborts when it is
 * unsubscribed. It does not follow redirects, does not retry and does not judge the status: all that is decided above.
 */
export type Transport = (request: HttpRequest) => Observable<HttpResponse>;

/** A body that went over the accepted size: raised by {@link HttpResponse.text}. */
export class BodyTooLargeError extends TaggedError {
  declare readonly _tag: 'BodyTooLargeError';
  declare readonly name: 'BodyTooLargeError';
  declare readonly maxBytes: number;

  constructor(maxBytes: number) {
    super('BodyTooLargeError', `the body is larger than the accepted ${maxBytes} bytes`, {
      maxBytes,
    });
  }
}

/** A body in an encoding that cannot be read, or that is not what it says: raised by {@link HttpResponse.text}. */
export class BodyEncodingError extends TaggedError {
  declare readonly _tag: 'BodyEncodingError';
  declare readonly name: 'BodyEncodingError';

  constructor(message: string) {
    super('BodyEncodingError', message);
  }
}

/** What it means that a connection failed. */
export interface NetworkFault {
  readonly code: NetworkCode;
  /** What happened, as one clause without a full stop. */
  readonly message: string;
  /** What to do about it, as one sentence. */
  readonly advice: string;
  /** Whether the same request may go well in a while. */
  readonly retryable: boolean;
}

/** What a {@link NoResponseError} says. */
interface NoResponse extends NetworkFault {
  readonly cause?: unknown;
}

/** No response came, and the transport knows more than the system’s error says. */
export class NoResponseError extends TaggedError {
  declare readonly _tag: 'NoResponseError';
  declare readonly name: 'NoResponseError';
  declare readonly advice: string;
  declare readonly code: NetworkCode;
  declare readonly retryable: boolean;
  declare readonly cause: unknown;

  constructor({ message, ...members }: NoResponse) {
    super('NoResponseError', message, members);
  }
}

/**
 * Returns the headers of a request in the clear: for a transport, right where it sends them.
 *
 * @param request the request as the transport got it
 *
 * @example
 * const request = { method: 'GET', url: 'https://api.acme.test/widgets', headers: { 'x-api-key': secret('k-1') } } as const;
 * console.log(request.headers); // { 'x-api-key': [secret] }
 * console.log(revealHeaders(request)); // { 'x-api-key': 'k-1' }
 */
export const revealHeaders = ({ headers }: HttpRequest): Record<string, string> => {
  const revealed: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    revealed[name] = isSecret(value) ? value.reveal() : value;
  }
  return revealed;
};
