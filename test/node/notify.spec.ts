import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { BehaviorSubject, Subject } from 'rxjs';
import type { FindingRow } from '../../src/monitor/shapes.js';
import { notify, type Delivery, type NotifyOptions, type NotifyReply } from '../../src/node/notify.js';
import { Clock, SECOND } from '../monitor/support/clock.js';
import { eventually } from './gateway/support/clients.js';
import { finding } from './gateway/support/fake-monitor.js';

const URL_ = 'https://hooks.example.com/T0/secret';

/** Promises do not move with virtual time. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

const stage = (options: Partial<NotifyOptions> = {}) => {
  const clock = new Clock();
  const findings = new BehaviorSubject<readonly FindingRow[]>([]);
  const posts: { url: string; body: unknown; headers: Record<string, string>; redirect: string }[] = [];
  const replies: (number | Error | 'silence' | NotifyReply)[] = [];
  const aborted: number[] = [];
  const fetch: NotifyOptions['fetch'] = (url, { body, headers, redirect, signal }) => {
    const at = posts.push({ url, body: JSON.parse(body), headers, redirect });
    signal.addEventListener('abort', () => aborted.push(at));
    const reply = replies.shift() ?? 204;
    if (reply === 'silence') return new Promise(() => undefined);
    if (reply instanceof Error) return Promise.reject(reply);
    return Promise.resolve(typeof reply === 'number' ? { status: reply, headers: new Headers() } : reply);
  };
  const deliveries: Delivery[] = [];
  let end: unknown;
  const stream = notify(findings, { url: URL_, fetch, scheduler: clock, random: () => 1, ...options });
  const start = () =>
    stream.subscribe({
      next: (delivery) => deliveries.push(delivery),
      error: (error: unknown) => (end = error),
      complete: () => (end = 'complete'),
    });
  const told = (): string[] =>
    posts.map(({ body }) => {
      const { event, finding: it } = body as { event: string; finding: FindingRow };
      return `${event} ${it.id}`;
    });
  return { clock, findings, posts, replies, aborted, deliveries, start, told, ended: () => end };
};

describe('notify', () => {
  it('posts each finding when it opens and when it closes, in order, one at a time', async () => {
    const { findings, start, told, posts, deliveries } = stage();
    start();
    findings.next([finding('b'), finding('a')]);
    await settle();
    findings.next([finding('c'), finding('b')]);
    await settle();
    findings.next([finding('c', { severity: 'high' }), finding('b')]);
    await settle();
    expect(told()).to.deep.equal(['opened a', 'opened b', 'closed a', 'opened c']);
    expect(deliveries.map(({ delivered, status }) => [delivered, status])).to.deep.equal(
      Array(4).fill([true, 204]),
    );
    expect(posts[0]).to.deep.include({ url: URL_, redirect: 'manual' });
    expect(posts[0]?.headers['content-type']).to.equal('application/json');
  });

  it('posts nothing before it is subscribed to, and what is open then', async () => {
    const { findings, start, told } = stage();
    findings.next([finding('a')]);
    await settle();
    expect(told()).to.deep.equal([]);
    start();
    await settle();
    expect(told()).to.deep.equal(['opened a']);
  });

  it('posts in a format of the user, with headers of the user', async () => {
    const { findings, start, posts } = stage({
      headers: { authorization: 'Bearer x' },
      format: ({ event, finding: { title } }) => ({ text: `${event}: ${title}` }),
    });
    start();
    findings.next([finding('a')]);
    await settle();
    expect(posts[0]?.body).to.deep.equal({ text: 'opened: Finding a' });
    expect(posts[0]?.headers).to.include({ authorization: 'Bearer x' });
  });

  const failures: readonly [string, number | Error][] = [
    ['500', 500],
    ['503', 503],
    ['429', 429],
    ['408', 408],
    ['a lost connection', new Error(`connect ECONNREFUSED ${URL_}`)],
  ];
  for (const [what, failure] of failures)
    it(`tries again after ${what}`, async () => {
      const { clock, findings, replies, start, told, deliveries } = stage();
      replies.push(failure, failure);
      start();
      findings.next([finding('a')]);
      for (const wait of [0, 1, 2]) {
        await settle();
        clock.advance(wait * SECOND);
      }
      await settle();
      expect(told()).to.deep.equal(Array(3).fill('opened a'));
      expect(deliveries).to.have.length(1);
      expect(deliveries[0]).to.include({ delivered: true, status: 204 });
    });

  for (const status of [301, 307, 400, 401, 404, 410])
    it(`does not try ${String(status)} again, follows nowhere, and goes on with the next`, async () => {
      const { findings, replies, start, told, deliveries } = stage();
      replies.push(status);
      start();
      findings.next([finding('b'), finding('a')]);
      await settle();
      expect(told()).to.deep.equal(['opened a', 'opened b']);
      expect(deliveries.map(({ delivered }) => delivered)).to.deep.equal([false, true]);
      expect(deliveries[0]?.status).to.equal(status);
    });

  it('waits as long as the server asks for', async () => {
    const { clock, findings, replies, start, told } = stage();
    replies.push({ status: 429, headers: new Headers({ 'retry-after': '20' }) });
    start();
    findings.next([finding('a')]);
    await settle();
    clock.advance(19 * SECOND);
    await settle();
    expect(told()).to.have.length(1);
    clock.advance(SECOND);
    await settle();
    expect(told()).to.have.length(2);
  });

  it('an answer that never comes is given up after timeoutMs, and its request aborted', async () => {
    const { clock, findings, replies, aborted, start, deliveries } = stage({ maxAttempts: 1 });
    replies.push('silence');
    start();
    findings.next([finding('a')]);
    await settle();
    clock.advance(10 * SECOND);
    await settle();
    expect(aborted).to.include(1);
    expect(deliveries[0]).to.include({ delivered: false }).and.not.have.property('status');
  });

  it('what came and went while the webhook did not answer is never posted', async () => {
    const { clock, findings, replies, start, told } = stage();
    replies.push(503);
    start();
    findings.next([finding('a')]);
    await settle();
    findings.next([finding('b'), finding('a')]);
    findings.next([finding('a')]);
    clock.advance(SECOND);
    await settle();
    expect(told()).to.deep.equal(['opened a', 'opened a']);
  });

  it('nothing that is emitted holds the URL', async () => {
    const { findings, replies, start, deliveries } = stage({ maxAttempts: 1 });
    replies.push(new Error(`connect ECONNREFUSED ${URL_}`), 404);
    start();
    findings.next([finding('b'), finding('a')]);
    await settle();
    expect(deliveries).to.have.length(2);
    expect(JSON.stringify(deliveries)).to.not.include('secret');
  });

  it('completes when everything has been posted; unsubscribing aborts', async () => {
    const done = stage();
    done.start();
    done.findings.next([finding('a')]);
    done.findings.complete();
    expect(done.ended()).to.be.undefined;
    await settle();
    expect(done.told()).to.deep.equal(['opened a']);
    expect(done.ended()).to.equal('complete');
    const left = stage();
    left.replies.push('silence');
    const subscription = left.start();
    left.findings.next([finding('a')]);
    await settle();
    subscription.unsubscribe();
    expect(left.aborted).to.deep.equal([1]);
    expect(left.findings.observed).to.be.false;
  });

  it('an error of the findings, or of `format`, passes', async () => {
    const { findings, start, ended } = stage({
      format: () => {
        throw new RangeError('no format');
      },
    });
    start();
    findings.next([finding('a')]);
    await settle();
    expect(ended()).to.be.instanceOf(RangeError);
    const source = new Subject<readonly FindingRow[]>();
    let error: unknown;
    notify(source, { url: URL_ }).subscribe({ error: (each: unknown) => (error = each) });
    source.error('broken');
    expect(error).to.equal('broken');
  });

  const urls: readonly [string, boolean][] = [
    ['https://hooks.example.com/x', true],
    ['http://127.0.0.1:9/x', true],
    ['http://localhost/x', true],
    ['http://[::1]:9/x', true],
    ['http://hooks.example.com/x', false],
    ['http://127.0.0.1.example.com/x', false],
    ['ftp://localhost/x', false],
    ['file:///etc/passwd', false],
    ['hooks', false],
  ];
  for (const [url, isAllowed] of urls)
    it(`${url} is ${isAllowed ? 'a' : 'no'} webhook`, () => {
      const make = (): unknown => notify(new Subject(), { url });
      if (isAllowed) make();
      else expect(make).to.throw(TypeError).with.property('message').that.not.includes(url);
    });

  it('posts over a real socket, with what the platform has', async () => {
    const bodies: unknown[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        bodies.push(JSON.parse(text));
        response.writeHead(bodies.length === 1 ? 503 : 200, { 'retry-after': '0' }).end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const findings = new BehaviorSubject<readonly FindingRow[]>([finding('a')]);
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`;
    const deliveries: Delivery[] = [];
    const subscription = notify(findings, { url }).subscribe((delivery) => deliveries.push(delivery));
    try {
      await eventually(() => deliveries.length === 1);
      expect(deliveries[0]).to.include({ delivered: true, status: 200 });
      expect(bodies).to.have.length(2);
    } finally {
      subscription.unsubscribe();
      server.closeAllConnections();
      server.close();
    }
  });
});
