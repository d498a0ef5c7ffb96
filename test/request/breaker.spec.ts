import { expect } from 'chai';
import type { ClientEvent, ClientOptions } from '../../src/walk/index.js';
import { NetworkError } from '../../src/http/errors.js';
import { acmeClient, lastIdPages, things } from '../support/acme.js';
import type { Answer, Script } from '../support/fake-transport.js';

const DOWN: Answer = { status: 503, text: '' };
const [GOOD = DOWN] = lastIdPages(['a']);
const THREE = { breaker: { failureThreshold: 3, openMs: 10_000 } };

const start = (script: Script, options: ClientOptions) => {
  const { client, api } = acmeClient(script, { retry: false, ...options });
  const states: string[] = [];
  const errors: unknown[] = [];
  const ids: string[] = [];
  client.events$.subscribe((event: ClientEvent) => {
    if (event.type === 'breaker') states.push(event.status);
  });
  const list = (): void => {
    client.list(things).subscribe({
      next: ({ id }) => ids.push(id),
      error: (error: unknown) => errors.push(error),
    });
    api.run(api.scheduler.now());
  };
  return { list, api, client, states, errors, ids };
};

describe('endpoint: the circuit breaker of a client', () => {
  it('opens after failures in a row, over all walks of the client; then nothing is sent, and the error says so', () => {
    const { list, api, states, errors } = start(() => DOWN, THREE);
    for (let walk = 0; walk < 5; walk += 1) list();
    expect(api.log).to.have.length(3);
    expect(states).to.deep.equal(['open']);
    expect(errors[4]).to.be.instanceOf(NetworkError);
    expect(String(errors[4])).to.include('nothing was sent').and.to.include('acme.things');
  });

  it('lets one request try when its time is over, and closes when that goes well', () => {
    const { list, api, states, ids } = start((_sent, index) => (index < 3 ? DOWN : GOOD), THREE);
    for (let walk = 0; walk < 3; walk += 1) list();
    api.scheduler.schedule(list, 10_000);
    api.run();
    expect(ids).to.deep.equal(['a']);
    expect(states).to.deep.equal(['open', 'half-open', 'closed']);
  });

  it('a request that tries and is given up makes room for the next one', () => {
    const { list, api, client, states, ids } = start(
      (_sent, index) => (index < 3 ? DOWN : index === 3 ? { silent: true } : GOOD),
      THREE,
    );
    for (let walk = 0; walk < 3; walk += 1) list();
    api.scheduler.schedule(() => {
      client.list(things).subscribe().unsubscribe();
      list();
    }, 10_000);
    api.run();
    expect(ids).to.deep.equal(['a']);
    expect(states).to.deep.equal(['open', 'half-open', 'closed']);
  });

  it('opens again when the one request fails', () => {
    const { list, api, states } = start(() => DOWN, THREE);
    for (let walk = 0; walk < 3; walk += 1) list();
    api.scheduler.schedule(list, 10_000);
    api.run();
    expect(states).to.deep.equal(['open', 'half-open', 'open']);
    expect(api.log).to.have.length(4);
  });

  it('a walk whose own failures open the circuit fails at once, with what failed, not with the circuit', () => {
    const retry = { maxAttempts: 5, baseMs: 1, random: () => 0 };
    const { list, api, errors } = start(() => DOWN, { ...THREE, retry });
    list();
    api.run();
    expect(api.log).to.have.length(3);
    expect(errors).to.have.length(1);
    expect(errors[0]).to.include({ _tag: 'HttpError', status: 503, attempt: 3 });
    expect(api.scheduler.now()).to.be.lessThan(100);
  });

  for (const status of [400, 401, 404, 429]) {
    it(`an answer of ${String(status)} is no outage`, () => {
      const { list, api, states } = start(() => ({ status, text: '' }), THREE);
      for (let walk = 0; walk < 5; walk += 1) list();
      expect(api.log).to.have.length(5);
      expect(states).to.deep.equal([]);
    });
  }

  it('false disables it', () => {
    const { list, api, states } = start(() => DOWN, { breaker: false });
    for (let walk = 0; walk < 20; walk += 1) list();
    expect(api.log).to.have.length(20);
    expect(states).to.deep.equal([]);
  });

  it('a walk whose first page is the probe goes on to its second page', () => {
    const [one = DOWN, two = DOWN] = lastIdPages(['a'], ['b']);
    const script: Script = (_sent, index) =>
      index < 3 ? DOWN : { ...(index === 3 ? one : two), delayMs: 5 };
    // Without a limiter, which would keep the second page waiting until the first one is over.
    const { list, api, states, ids, errors } = start(script, { ...THREE, limiter: false });
    for (let walk = 0; walk < 3; walk += 1) list();
    api.scheduler.schedule(list, 10_000);
    api.run();
    expect(ids).to.deep.equal(['a', 'b']);
    expect(errors).to.have.length(3);
    expect(states).to.deep.equal(['open', 'half-open', 'closed']);
  });
});
