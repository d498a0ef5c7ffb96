import { Observable, type Subscriber } from 'rxjs';
import { decodeText } from '../body.js';
import { withoutReply } from '../system.js';
import { revealHeaders, type HttpRequest, type HttpResponse, type Transport } from '../transport.js';
import { agentsFor, type Agents } from './agents.js';
import { watchConnections } from './connections.js';
import { Exchange, type UndiciDispatcher } from './exchange.js';
import { headerOf, type Headers } from './headers.js';
import { ACCEPTED_ENCODINGS, unpacked, type Flow } from './unpack.js';

/** How {@link undiciTransport} sends. */
export interface UndiciTransportOptions {
  /** Any dispatcher of undici 7, such as a `ProxyAgent`. Default: the `Agent` that all clients share, without a proxy. */
  readonly dispatcher?: UndiciDispatcher | undefined;
}

const toResponse = (status: number, headers: Headers, exchange: Exchange): HttpResponse => {
  const header = headerOf(headers);
  const encoding = header('content-encoding');
  const flow: Flow = {
    bytes: new Observable((subscriber) => exchange.read(subscriber)),
    pause: () => exchange.pause(),
    resume: () => exchange.resume(),
  };
  return {
    status,
    header,
    text: (maxBytes) => decodeText(unpacked(flow, encoding, maxBytes), maxBytes, header('content-type')),
  };
};

const optionsOf = (request: HttpRequest): Parameters<UndiciDispatcher['dispatch']>[0] => {
  const { origin, pathname, search } = new URL(request.url);
  return {
    origin,
    path: pathname + search,
    method: request.method,
    headers: { 'accept-encoding': ACCEPTED_ENCODINGS, ...revealHeaders(request) },
    body: request.body ?? null,
    // The client has timeouts of its own, on its own clock.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
};

/** A request on its way: sent, and once more where the connection turns out to be closed. */
class Sending {
  readonly #request: HttpRequest;
  readonly #subscriber: Subscriber<HttpResponse>;
  #exchange: Exchange | undefined;
  #answered = false;

  constructor(request: HttpRequest, subscriber: Subscriber<HttpResponse>) {
    this.#request = request;
    this.#subscriber = subscriber;
  }

  send(agents: Agents, again = false): void {
    if (this.#subscriber.closed) return;
    const options = optionsOf(this.#request);
    const exchange: Exchange = new Exchange(
      (status, headers) => {
        this.#answered = true;
        this.#subscriber.next(toResponse(status, headers, exchange));
        this.#subscriber.complete();
      },
      (error) => {
        if (again || !exchange.isStale(error)) this.#subscriber.error(withoutReply(error));
        else this.#sendAgain(agents);
      },
      agents.waits?.(options.origin),
    );
    this.#exchange = exchange;
    agents.dispatcher.dispatch(options, exchange);
  }

  abort(): void {
    if (!this.#answered) this.#exchange?.abort();
  }

  #sendAgain(agents: Agents): void {
    // undici is still busy with the connection that broke: asked right now, it would open a second one beside it.
    queueMicrotask(() => {
      this.send(agents, true);
    });
  }
}

/** Returns a transport over agents, or over such that are still being loaded. */
export const transportOver =
  (agentsOf: () => Agents | Promise<Agents>): Transport =>
  (request) =>
    new Observable<HttpResponse>((subscriber) => {
      if (subscriber.closed) return;
      // undici would send it, and a server may read its bytes as the next request.
      if (request.method === 'GET' && request.body !== undefined)
        throw new TypeError('a GET request has no body');
      watchConnections();
      const sending = new Sending(request, subscriber);
      subscriber.add(() => {
        sending.abort();
      });
      const agents = agentsOf();
      if (!(agents instanceof Promise)) {
        sending.send(agents);
        return;
      }
      agents.then(
        (loaded) => {
          sending.send(loaded);
        },
        (error: unknown) => {
          subscriber.error(error);
        },
      );
    });

/**
 * Returns a transport over a dispatcher of undici, the HTTP client that Node.js's own fetch is built on. `defaultTransport`
 * is one in Node.js, which reads the proxy variables; this one is for a dispatcher of your own: certificates, a mock, a proxy.
 *
 * @param options `dispatcher`: what sends. Default: the `Agent` that all clients share, without a proxy.
 *
 * @example
 * ```ts no-run
 * const dispatcher = new Agent({ connect: { ca: readFileSync('authority.pem') } });
 * const org = openai({ adminKey, transport: undiciTransport({ dispatcher }) });
 * ```
 */
export const undiciTransport = ({ dispatcher }: UndiciTransportOptions = {}): Transport =>
  transportOver(dispatcher === undefined ? agentsFor() : () => ({ dispatcher }));
