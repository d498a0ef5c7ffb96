import { expect } from 'chai';
import fc from 'fast-check';
import { createStoredWindow, type StoredWindow } from '../../src/checkpoint/window.js';

const reloaded = (window: StoredWindow, maxKeys: number): StoredWindow =>
  createStoredWindow(maxKeys, JSON.parse(JSON.stringify(window)) as ReturnType<StoredWindow['toJSON']>);

describe('createStoredWindow', () => {
  it('remembers each of the last maxKeys keys and none before the last twice as many, written down or not', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'), fc.boolean()), {
          maxLength: 60,
        }),
        (maxKeys, steps) => {
          let window = createStoredWindow(maxKeys, undefined);
          const recent: string[] = [];
          for (const [key, restart] of steps) {
            if (restart) window = reloaded(window, maxKeys);
            const age = recent.indexOf(key);
            const repeat = window.isRepeat(key);
            if (age >= 0 && age < maxKeys) expect(repeat).to.equal(true);
            if (age < 0 || age >= 2 * maxKeys) expect(repeat).to.equal(false);
            if (age >= 0) recent.splice(age, 1);
            recent.unshift(key);
            const { younger, elder } = window.toJSON();
            expect(younger.length + elder.length).to.be.at.most(2 * maxKeys);
          }
        },
      ),
    );
  });

  it('writes down no key in the clear', () => {
    const window = createStoredWindow(10, undefined);
    window.isRepeat('ada@example.com');
    expect(JSON.stringify(window)).not.to.include('ada');
  });
});
