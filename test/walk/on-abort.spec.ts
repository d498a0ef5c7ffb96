import { getEventListeners } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { NEVER, Subscription } from 'rxjs';
import { onAbort as abortOf } from '../../src/walk/on-abort.js';
import type { Transport } from '../../src/http/transport.js';
import { acmeClient, lastIdPages, things } from '../support/acme.js';

/** Calls back when the signal aborts; returns what takes the callback away. */
const onAbort = (signal: AbortSignal, callback: () => unknown): (() => void) => {
  const waiting = abortOf(signal).subscribe(callback);
  return () => {
    waiting.unsubscribe();
  };
};

const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;

/** The warnings of the process while something is done. */
const warningsOf = async (work: () => unknown): Promise<string[]> => {
  const warnings: string[] = [];
  const note = ({ name }: Error): void => {
    warnings.push(name);
  };
  process.on('warning', note);
  try {
    await work();
    // Warnings come a turn later.
    await nextTurn();
  } finally {
    process.off('warning', note);
  }
  return warnings;
};

describe('onAbort', () => {
  it('calls everyone once, in the order in which they came, over one listener', () => {
    const controller = new AbortController();
    const called: string[] = [];
    const same = (): void => void called.push('same');
    onAbort(controller.signal, () => called.push('first'));
    onAbort(controller.signal, same);
    onAbort(controller.signal, same);
    expect(listeners(controller.signal)).to.equal(1);
    controller.abort();
    controller.abort();
    expect(called).to.deep.equal(['first', 'same', 'same']);
    expect(listeners(controller.signal)).to.equal(0);
  });

  it('does not call whoever was taken away, also by another one that is called', () => {
    const controller = new AbortController();
    const called: string[] = [];
    const removals: (() => void)[] = [];
    removals.push(onAbort(controller.signal, () => called.push('gone')));
    onAbort(controller.signal, () => {
      called.push('first');
      for (const remove of removals) remove();
    });
    removals.push(onAbort(controller.signal, () => called.push('second')));
    removals[0]?.();
    controller.abort();
    expect(called).to.deep.equal(['first']);
  });

  it('leaves no listener when the last one is taken away, and takes one again', () => {
    const { signal } = new AbortController();
    const [first, second] = [onAbort(signal, () => undefined), onAbort(signal, () => undefined)];
    first();
    first();
    expect(listeners(signal)).to.equal(1);
    second();
    expect(listeners(signal)).to.equal(0);
    const third = onAbort(signal, () => undefined);
    // Removed long ago: that must not take the new listener away.
    second();
    expect(listeners(signal)).to.equal(1);
    third();
    expect(listeners(signal)).to.equal(0);
  });
});

describe('one signal for a thousand walks', () => {
  const COUNT = 1000;
  const never: Transport = () => NEVER;
  const client = () => acmeClient(lastIdPages(['a']), { transport: never, limiter: false }).client;

  it('makes no warning, aborts them all, and keeps no listener', async () => {
    const controller = new AbortController();
    const reasons: unknown[] = [];
    const warnings = await warningsOf(() => {
      const list = client().list(things, {}, { signal: controller.signal });
      for (let walk = 0; walk < COUNT; walk += 1)
        list.subscribe({ error: (reason: unknown) => reasons.push(reason) });
      expect(listeners(controller.signal)).to.equal(1);
      controller.abort('enough');
    });
    expect(warnings).to.deep.equal([]);
    expect(reasons).to.deep.equal(Array<string>(COUNT).fill('enough'));
    expect(listeners(controller.signal)).to.equal(0);
  });

  it('keeps no listener when the walks end by themselves, nor when they are left', async () => {
    const { signal } = new AbortController();
    const walks = new Subscription();
    const list = client().list(things, {}, { signal });
    for (let walk = 0; walk < COUNT; walk += 1) walks.add(list.subscribe());
    walks.unsubscribe();
    expect(listeners(signal)).to.equal(0);
    const { client: whole } = acmeClient(lastIdPages(['a'], ['b']));
    for await (const item of whole.list(things, {}, { signal })) expect(item.id).to.be.oneOf(['a', 'b']);
    expect(listeners(signal)).to.equal(0);
  });

  it('a signal that is aborted already ends a walk before its first request', async () => {
    const { client: whole, api } = acmeClient(lastIdPages(['a']));
    const reasons: unknown[] = [];
    whole
      .list(things, {}, { signal: AbortSignal.abort('before') })
      .subscribe({ error: (reason: unknown) => reasons.push(reason) });
    await nextTurn();
    expect(reasons).to.deep.equal(['before']);
    expect(api.log).to.deep.equal([]);
  });
});
