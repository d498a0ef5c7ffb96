import { expect } from 'chai';
import { firstValueFrom, from } from 'rxjs';
import { isCheckpoint, memoryStore, type Checkpoint } from '../../src/checkpoint/store.js';

const checkpoint: Checkpoint = {
  version: 1,
  complete: false,
  place: { kind: 'list', index: 0, token: 'hw1.x' },
};

describe('memoryStore', () => {
  it('gives what was saved last under a key, and nothing after it was removed', async () => {
    const store = memoryStore();
    const load = () => firstValueFrom(from(store.load('a')));
    expect(await load()).to.equal(undefined);
    await firstValueFrom(from(store.save('a', { ...checkpoint, complete: true })));
    await firstValueFrom(from(store.save('a', checkpoint)));
    await firstValueFrom(from(store.save('b', { ...checkpoint, complete: true })));
    expect(await load()).to.deep.equal(checkpoint);
    await firstValueFrom(from(store.remove('a')));
    expect(await load()).to.equal(undefined);
  });

  it('does nothing before it is subscribed to, and keeps what was saved from later changes', async () => {
    const store = memoryStore();
    const state = { n: 1 };
    store.save('a', checkpoint);
    expect(await firstValueFrom(from(store.load('a')))).to.equal(undefined);
    await firstValueFrom(from(store.save('a', { ...checkpoint, state })));
    state.n = 2;
    expect((await firstValueFrom(from(store.load('a'))))?.state).to.deep.equal({ n: 1 });
  });
});

describe('isCheckpoint', () => {
  const cases: readonly (readonly [name: string, value: unknown, is: boolean])[] = [
    ['a list', checkpoint, true],
    ['with window and state', { ...checkpoint, window: { younger: ['a'], elder: [] }, state: null }, true],
    ['a window of numbers', { ...checkpoint, window: { younger: [1], elder: [] } }, false],
    ['another version', { ...checkpoint, version: 2 }, false],
    ['no place', { version: 1, complete: true }, false],
    ['null', null, false],
  ];
  for (const [name, value, is] of cases) {
    it(`${name}: ${String(is)}`, () => {
      expect(isCheckpoint(value)).to.equal(is);
    });
  }
});
