import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { concat, from, NEVER, of, Subject, throwError } from 'rxjs';
import { WebSocket, WebSocketServer } from 'ws';
import { sendTo, type SendToConfig } from '../../../src/node/gateway/send-to.js';
import { Clock, SECOND } from '../../monitor/support/clock.js';
import { eventually } from './support/clients.js';
import { FakeSocket } from './support/fake-socket.js';

interface Price {
  readonly id: string;
  readonly n: number;
}
const price = (id: string, n: number): Price => ({ id, n });

describe('sendTo', () => {
  const stage = (config: SendToConfig<Price> = {}) => {
    const socket = new FakeSocket();
    const source = new Subject<Price>();
    const clock = new Clock();
    const lost: Price[] = [];
    let end: unknown;
    const subscription = source.pipe(sendTo<Price>(socket, { scheduler: clock, ...config })).subscribe({
      next: ({ value }) => lost.push(value),
      error: (error: unknown) => (end = error),
      complete: () => (end = 'complete'),
    });
    const sent = (): unknown[] => socket.sent.map((text) => JSON.parse(text) as unknown);
    return { socket, source, clock, lost, sent, subscription, ended: () => end };
  };

  it('sends each value at once to a socket that reads: texts and bytes as they are, the rest as JSON', () => {
    const socket = new FakeSocket();
    of('text', new Uint8Array([104, 105]), { a: 1 })
      .pipe(sendTo(socket))
      .subscribe();
    expect(socket.sent).to.deep.equal(['text', 'hi', '{"a":1}']);
  });

  it('sends nothing before it is subscribed to', () => {
    const socket = new FakeSocket();
    of('text').pipe(sendTo(socket));
    expect(socket.sent).to.deep.equal([]);
    expect(socket.listeners).to.equal(0);
  });

  it('never queues more than it may, but for a message that is longer by itself', () => {
    const { socket, source, sent } = stage({ maxQueuedBytes: 100 });
    socket.isReading = false;
    for (let n = 0; n < 50; n += 1) source.next(price('a', n));
    expect(socket.mostQueued).to.be.within(80, 100);
    const before = sent().length;
    socket.read(1);
    expect(sent()).to.have.length(before + 1);
    socket.resume();
    expect(sent()).to.deep.equal(Array.from({ length: 50 }, (_, n) => price('a', n)));
    socket.isReading = false;
    source.next(price('long'.repeat(100), 1));
    expect(sent()).to.have.length(51);
  });

  it('with conflateBy the newest value of each key waits', () => {
    const { socket, source, sent, lost } = stage({ maxQueuedBytes: 0, conflateBy: ({ id }) => id });
    socket.isReading = false;
    for (let n = 0; n < 10; n += 1) for (const id of ['a', 'b']) source.next(price(id, n));
    socket.resume();
    expect(sent()).to.deep.equal([price('a', 0), price('b', 9), price('a', 9)]);
    expect(lost).to.deep.equal([]);
  });

  it('without it every value waits, up to a number; the oldest goes, and is emitted', () => {
    const { socket, source, sent, lost } = stage({ maxQueuedBytes: 0, maxWaiting: 3 });
    socket.isReading = false;
    for (let n = 0; n < 8; n += 1) source.next(price('a', n));
    expect(lost.map(({ n }) => n)).to.deep.equal([1, 2, 3, 4]);
    socket.resume();
    expect(sent().map((each) => (each as Price).n)).to.deep.equal([0, 5, 6, 7]);
  });

  it('closes a socket with 1013 that takes nothing for closeAfterMs, and ends it when it does not answer', () => {
    const { socket, source, clock } = stage({ maxQueuedBytes: 0 });
    socket.isReading = false;
    source.next(price('a', 0));
    source.next(price('a', 1));
    clock.advance(29 * SECOND);
    socket.read(1);
    clock.advance(29 * SECOND);
    expect(socket.closed).to.deep.equal([]);
    clock.advance(SECOND);
    expect(socket.closed).to.deep.equal([1013]);
    clock.advance(10 * SECOND);
    expect(socket.isTerminated).to.be.true;
  });

  it('a socket that has nothing to do is left alone, however long', () => {
    const { socket, source, clock } = stage();
    source.next(price('a', 0));
    clock.advance(3_600 * SECOND);
    expect(socket.closed).to.deep.equal([]);
  });

  it('waits for a socket that is still connecting', () => {
    const socket = new FakeSocket();
    socket.readyState = 0;
    of('a', 'b').pipe(sendTo(socket)).subscribe();
    expect(socket.sent).to.deep.equal([]);
    socket.open();
    expect(socket.sent).to.deep.equal(['a', 'b']);
  });

  it('completes when everything has been sent; the socket stays open', () => {
    const { socket, source, ended } = stage({ maxQueuedBytes: 0 });
    socket.isReading = false;
    for (let n = 0; n < 3; n += 1) source.next(price('a', n));
    source.complete();
    expect(ended()).to.be.undefined;
    socket.read(1);
    expect(ended()).to.be.undefined;
    socket.resume();
    expect(ended()).to.equal('complete');
    expect(socket.sent).to.have.length(3);
    expect(socket.closed).to.deep.equal([]);
    expect(socket.listeners).to.equal(0);
  });

  it('completes when the socket is closed, and leaves the source', () => {
    const { socket, source, ended } = stage();
    expect(source.observed).to.be.true;
    socket.lose();
    expect(ended()).to.equal('complete');
    expect(source.observed).to.be.false;
  });

  it('completes at once where the socket is closed already', () => {
    const socket = new FakeSocket();
    socket.readyState = 3;
    let isComplete = false;
    NEVER.pipe(sendTo(socket)).subscribe({ complete: () => (isComplete = true) });
    expect(isComplete).to.be.true;
  });

  it('an error of the source, or of toMessage, passes', () => {
    const socket = new FakeSocket();
    const errors: unknown[] = [];
    concat(
      of('a'),
      throwError(() => 'broken'),
    )
      .pipe(sendTo(socket))
      .subscribe({ error: (error: unknown) => errors.push(error) });
    const toMessage = (): never => {
      throw new RangeError('no message');
    };
    of('b')
      .pipe(sendTo(socket, { toMessage }))
      .subscribe({ error: (error: unknown) => errors.push(String(error)) });
    expect(errors).to.deep.equal(['broken', 'RangeError: no message']);
    expect(socket.sent).to.deep.equal(['a']);
  });

  it('unsubscribing leaves the source, the socket, and no timer', () => {
    const { socket, source, clock, subscription } = stage({ maxQueuedBytes: 0 });
    socket.isReading = false;
    source.next(price('a', 0));
    source.next(price('a', 1));
    subscription.unsubscribe();
    expect([source.observed, socket.listeners]).to.deep.equal([false, 0]);
    clock.advance(60 * SECOND);
    expect(socket.closed).to.deep.equal([]);
  });

  it('a socket of the platform says nothing when something has left: it is asked', () => {
    const clock = new Clock();
    const socket = new FakeSocket();
    const platform = {
      readyState: 1,
      bufferedAmount: 0,
      send: (text: string | Uint8Array) => {
        platform.bufferedAmount += text.length;
        socket.sent.push(String(text));
      },
      close: () => undefined,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    };
    from(['aa', 'bb', 'cc'])
      .pipe(sendTo(platform, { maxQueuedBytes: 1, scheduler: clock }))
      .subscribe();
    expect(socket.sent).to.deep.equal(['aa']);
    platform.bufferedAmount = 0;
    clock.advance(100);
    expect(socket.sent).to.deep.equal(['aa', 'bb']);
    platform.bufferedAmount = 0;
    clock.advance(100);
    expect(socket.sent).to.deep.equal(['aa', 'bb', 'cc']);
  });

  it('of small messages to a socket that reads nobody needs to hear; of those behind something that waits, and of large ones', () => {
    const { socket, source } = stage({ maxQueuedBytes: 1_600 });
    for (let n = 0; n < 10; n += 1) source.next(price('a', n));
    expect(socket.announced).to.equal(0);
    source.next(price('large'.repeat(20), 0));
    expect(socket.announced).to.equal(1);
    socket.isReading = false;
    source.next(price('a', 0));
    expect(socket.announced).to.equal(1);
    source.next(price('a', 1));
    expect(socket.announced).to.equal(2);
  });

  it('behind one of which nobody hears, what has no room waits until the socket is asked; the time without progress counts', () => {
    const { socket, source, sent, clock } = stage({ maxQueuedBytes: 400 });
    const long = price('x'.repeat(370), 1);
    socket.isReading = false;
    source.next(price('a', 0));
    source.next(long);
    expect(sent()).to.deep.equal([price('a', 0)]);
    clock.advance(29 * SECOND);
    socket.resume();
    clock.advance(100);
    expect(sent()).to.deep.equal([price('a', 0), long]);
    clock.advance(60 * SECOND);
    expect(socket.closed).to.deep.equal([]);
    expect(clock.actions).to.have.length(0);
  });

  it('options out of their range are an error at the call', () => {
    expect(() => sendTo(new FakeSocket(), { maxWaiting: 0 })).to.throw(RangeError);
  });

  describe('on a real socket', () => {
    let server: WebSocketServer | undefined;
    let client: WebSocket | undefined;
    afterEach(async () => {
      client?.terminate();
      for (const each of server?.clients ?? []) each.terminate();
      await new Promise((resolve) => server?.close(resolve));
    });

    it('a client that stops to read costs a bounded queue, and is closed with 1013', async () => {
      server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
      await once(server, 'listening');
      const accepted = once(server, 'connection') as Promise<[WebSocket]>;
      client = new WebSocket(`ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
      const ended = once(client, 'close') as Promise<[number]>;
      const [socket] = await accepted;
      if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
      client.pause();
      const clock = new Clock();
      const source = new Subject<Buffer>();
      let isComplete = false;
      source
        .pipe(sendTo(socket, { maxQueuedBytes: 300_000, conflateBy: () => 'newest', scheduler: clock }))
        .subscribe({ complete: () => (isComplete = true) });
      let most = 0;
      for (let n = 0; n < 200; n += 1) {
        source.next(Buffer.alloc(100_000));
        most = Math.max(most, socket.bufferedAmount);
        await new Promise((resolve) => setImmediate(resolve));
      }
      // Of 20 MB that were sent; frames have a few bytes of their own.
      expect(most).to.be.within(200_000, 301_000);
      clock.advance(30 * SECOND);
      client.resume();
      expect((await ended)[0]).to.equal(1013);
      await eventually(() => isComplete);
      expect(source.observed).to.be.false;
    });
  });
});
