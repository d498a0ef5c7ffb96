import { isObservable, Observable, type Subscriber, type Subscription } from 'rxjs';
import { NetworkError, type ErrorContext } from '../http/errors.js';
import type { Hide } from '../http/known-secrets.js';
import { redactRequest } from '../http/redact.js';
import { MOST_SAID, shortened } from '../http/shortened.js';
import type { HttpRequest, HttpResponse } from '../http/transport.js';
import { checkOrigin, placeOf, requestOf, type Attempt, type Sent } from './attempt.js';
import type { ClientContext } from './context.js';
import { attemptFailure, requestIdOf } from './failures.js';
import { bytesWanted, isGood, readReply, timedOut, type Reply } from './read-reply.js';
import { Watchdog } from './watchdog.js';

const noResponse = (context: ErrorContext): NetworkError =>
  new NetworkError({
    code: 'network-no-response',
    message: 'the transport gave no response',
    advice: 'Make the transport emit one response, or fail.',
    context,
  });

/** Lets a limiter that learns see the response while its place is still taken. */
const learn = (
  { limiter, scheduler }: ClientContext,
  { status, header }: HttpResponse,
  sentAtMs: number,
): void => {
  if (limiter !== undefined && 'observe' in limiter) {
    limiter.observe({ status, header, nowMs: scheduler.now(), sentAtMs });
  }
};

/** An unread body would hold its connection, so cancel it. */
const leave = ({ text }: HttpResponse): void => {
  text(0)
    .subscribe({ error: () => undefined })
    .unsubscribe();
};

/**
 * The attempt as it is shown once its credential is known: the caller's own parameters may hold it. Masked before it is cut, as a cut
 * in the middle of a credential would leave half of it.
 */
const masked = (attempt: Attempt): Attempt => {
  const url = attempt.client.secrets.hide(attempt.url);
  if (url === attempt.url) return attempt;
  const shown = redactRequest(attempt.call.method, url);
  return { ...attempt, shown, context: { ...attempt.context, request: shown } };
};

/** What the events of an attempt say of it. */
const about = (attempt: Attempt) => ({ ...placeOf(attempt), attempt: attempt.attempt });

/** A response that has begun, and what its attempt knows since. */
interface Answer {
  readonly response: HttpResponse;
  readonly requestId: string | undefined;
  readonly sent: Sent;
}

/**
 * One attempt under way, step by step: credential, request, response, text, JSON. By hand for the sake of speed: operators that
 * say the same, here and around it, took about 25 us more for each page.
 */
class Exchange {
  #attempt: Attempt;
  readonly #subscriber: Subscriber<Reply>;
  readonly #onFailure: (error: unknown) => void;
  readonly #watchdog: Watchdog;
  readonly #hide: Hide;
  /** The time of day, for what a limiter learns, and the same for the length of the exchange. */
  #sentAt = 0;
  #begunAt = 0;
  #answer: Answer | undefined;
  #text = '';
  #credential: Subscription | undefined;
  #request: Subscription | undefined;
  #body: Subscription | undefined;

  constructor(attempt: Attempt, subscriber: Subscriber<Reply>, onFailure: (error: unknown) => void) {
    this.#attempt = attempt;
    this.#onFailure = onFailure;
    this.#hide = attempt.client.secrets.hide;
    this.#subscriber = subscriber;
    this.#watchdog = new Watchdog(attempt.client, (code, limitMs) => {
      if (this.#answer === undefined || code === 'timeout-response') {
        this.#fail(timedOut('timeout-response', limitMs, attempt.context));
      } else {
        this.#noBody(this.#answer, timedOut('timeout-stall', limitMs, this.#answer.sent.context));
      }
    });
  }

  start(): void {
    this.#safely(() => {
      checkOrigin(this.#attempt);
      const request = requestOf(this.#attempt);
      if (isObservable(request)) this.#await(request);
      else this.#send(request);
    });
    // What was answered at once needs no timer.
    if (!this.#isOver()) this.#watchdog.start();
  }

  stop(): void {
    this.#watchdog.stop();
    this.#credential?.unsubscribe();
    this.#body?.unsubscribe();
    this.#request?.unsubscribe();
  }

  /** Asked each time: any step may have made the consumer leave, also one within the subscription, which closes it later. */
  #isOver(): boolean {
    return this.#subscriber.closed || !this.#attempt.wanted();
  }

  /** What a step throws is the error of the attempt: RxJS would report it to nobody. */
  #safely(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    if (this.#isOver()) return;
    const failure = attemptFailure(error, this.#attempt.context, this.#hide);
    this.#onFailure(failure);
    this.#subscriber.error(failure);
  }

  #await(request: Observable<HttpRequest>): void {
    this.#credential = request.subscribe({
      next: (each) => {
        this.#safely(() => {
          this.#send(each);
        });
      },
      error: (error: unknown) => {
        this.#fail(error);
      },
    });
  }

  #send(request: HttpRequest): void {
    const { client } = this.#attempt;
    client.secrets.note(request.headers);
    this.#attempt = masked(this.#attempt);
    const { context, shown } = this.#attempt;
    this.#sentAt = client.scheduler.now();
    this.#begunAt = client.clock.now();
    if (client.observed()) client.emit({ type: 'request', ...about(this.#attempt), request: shown });
    if (this.#isOver()) return;
    const reply: unknown = client.transport(request);
    const fail = (): void => {
      this.#fail(noResponse(context));
    };
    if (!isObservable(reply)) {
      fail();
      return;
    }
    this.#request = reply.subscribe({
      next: (response) => {
        if (this.#answer !== undefined) return;
        this.#safely(() => {
          this.#read(response as HttpResponse);
        });
      },
      error: (error: unknown) => {
        this.#fail(error);
      },
      complete: () => {
        if (this.#answer === undefined) fail();
      },
    });
    if (this.#isOver()) this.#request.unsubscribe();
  }

  #answered(response: HttpResponse): Answer {
    const id = requestIdOf(response, this.#attempt.client);
    const requestId = id === undefined ? undefined : shortened(this.#hide(id), MOST_SAID);
    const known = this.#attempt.context;
    const context = requestId === undefined ? known : { ...known, vendor: { requestId } };
    return { response, requestId, sent: { attempt: this.#attempt, context, hide: this.#hide } };
  }

  #read(response: HttpResponse): void {
    const { client } = this.#attempt;
    const answer = this.#answered(response);
    this.#answer = answer;
    try {
      learn(client, response, this.#sentAt);
    } catch (error) {
      leave(response);
      throw error;
    }
    if (this.#isOver()) {
      leave(response);
      return;
    }
    this.#watchdog.heard();
    this.#body = response.text(bytesWanted(response.status, client)).subscribe({
      next: (piece) => {
        this.#text += piece;
        this.#watchdog.heard();
      },
      error: (error: unknown) => {
        this.#noBody(answer, error);
      },
      complete: () => {
        this.#end(answer);
      },
    });
    if (this.#isOver()) this.#body.unsubscribe();
  }

  #noBody(answer: Answer, error: unknown): void {
    this.#body?.unsubscribe();
    if (isGood(answer.response.status)) {
      this.#tell(answer);
      this.#fail(error);
      return;
    }
    // The status is the news: a body that cannot be read must not hide it.
    this.#text = '';
    this.#end(answer);
  }

  #end(answer: Answer): void {
    if (this.#isOver()) return;
    let reply: Reply;
    try {
      reply = readReply(answer.response, this.#text, answer.sent);
    } catch (error) {
      this.#tell(answer);
      this.#fail(error);
      return;
    }
    this.#tell(answer);
    this.#subscriber.next(reply);
    this.#subscriber.complete();
  }

  #tell({ response: { status }, requestId }: Answer): void {
    const { clock, emit, observed } = this.#attempt.client;
    if (!observed()) return;
    const durationMs = Math.round(clock.now() - this.#begunAt);
    emit({ type: 'response', ...about(this.#attempt), status, durationMs, requestId });
  }
}

/**
 * One attempt for each subscription: credential, request, response, text, JSON. What it fails with is noted before the consumer sees
 * it, also where the attempt cannot even be made.
 */
export const send = (attemptOf: () => Attempt, onFailure: (error: unknown) => void): Observable<Reply> =>
  new Observable((subscriber) => {
    try {
      const exchange = new Exchange(attemptOf(), subscriber, onFailure);
      exchange.start();
      return () => {
        exchange.stop();
      };
    } catch (error) {
      onFailure(error);
      throw error;
    }
  });
