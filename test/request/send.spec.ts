import { expect } from 'chai';
import { EMPTY, Observable, of, Subject, takeUntil } from 'rxjs';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import type { Transport } from '../../src/http/transport.js';
import { bearer, createClient, type ClientOptions } from '../../src/index.js';
import { things } from '../support/acme.js';

/** A transport that notes what becomes of the bodies of its replies. */
const watchedTransport = () => {
  const bodies: string[] = [];
  const transport: Transport = () =>
    of({
      status: 200,
      header: () => null,
      text: () =>
        new Observable<string>(() => {
          bodies.push('read');
          return () => bodies.push('left');
        }),
    });
  return { bodies, transport };
};

const clientOf = (options: ClientOptions) =>
  createClient(
    { name: 'acme', baseUrl: 'https://api.acme.test', auth: () => bearer('k') },
    { retry: false, ...options },
  );

// What attempts come to is in request-page.spec.ts.
describe('send', () => {
  it('leaves a reply that nobody wants any more: its connection would wait for a reader for ever', () => {
    const { bodies, transport } = watchedTransport();
    const limiter = Object.assign(slidingWindowLimiter(), {
      observe: () => {
        subscription.unsubscribe();
      },
    });
    const list = clientOf({ transport, limiter }).list(things);
    // Subscribed late, so that there is something to leave when the reply is there.
    const later = new Observable((subscriber) => {
      queueMicrotask(() => subscriber.add(list.subscribe(subscriber)));
    });
    const subscription = later.subscribe();
    return Promise.resolve().then(() => {
      expect(bodies).to.deep.equal(['read', 'left']);
    });
  });

  it('leaves a reply over which a limiter stumbles', () => {
    const { bodies, transport } = watchedTransport();
    const limiter = Object.assign(slidingWindowLimiter(), {
      observe: () => {
        throw new Error('no such header');
      },
    });
    const errors: unknown[] = [];
    clientOf({ transport, limiter })
      .list(things)
      .subscribe({ error: (error: unknown) => errors.push(error) });
    expect(bodies).to.deep.equal(['read', 'left']);
    expect(errors).to.have.length(1);
  });

  it('sends nothing for a consumer that leaves when it hears of the request', () => {
    let sent = 0;
    const transport: Transport = () => {
      sent += 1;
      return EMPTY;
    };
    const client = clientOf({ transport });
    const stop = new Subject<void>();
    const types: string[] = [];
    client.events$.subscribe(({ type }) => {
      types.push(type);
      stop.next();
    });
    client.list(things).pipe(takeUntil(stop)).subscribe();
    expect(types).to.deep.equal(['request']);
    expect(sent).to.equal(0);
  });

  const transports: Readonly<Record<string, () => unknown>> = {
    'no Observable': () => undefined,
    'a promise': () => Promise.resolve(),
    'an Observable of nothing': () => EMPTY,
  };
  for (const [what, transport] of Object.entries(transports)) {
    it(`a transport that gives ${what} is told so: the connection is not to blame`, () => {
      const errors: unknown[] = [];
      clientOf({ transport: transport as Transport })
        .list(things)
        .subscribe({ error: (error: unknown) => errors.push(error) });
      expect(errors).to.have.nested.property('[0].code', 'network-no-response');
    });
  }
});
