import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { format, inspect } from 'node:util';
import { serialize } from 'node:v8';
import { expect } from 'chai';
import { isSecret, MASK, Secret, secret } from '../../src/http/secret.js';

const CANARY = 'sk-canary-7f3a';
const hidden = new Secret(CANARY);

const printed = (print: (console: Console) => void): string => {
  let text = '';
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  print(new Console({ stdout: sink, stderr: sink }));
  return text;
};

describe('Secret', () => {
  const printers: readonly (readonly [string, () => string])[] = [
    ['template', () => `Bearer ${hidden as unknown as string}`],
    ['String()', () => String(hidden)],
    ['+', () => 'Bearer ' + (hidden as unknown as string)],
    ['toString', () => hidden.toString()],
    ['toLocaleString', () => hidden.toLocaleString()],
    ['join', () => [hidden].join()],
    ['JSON', () => JSON.stringify({ a: [hidden] })],
    ['inspect', () => inspect({ a: { b: hidden } }, { depth: 9, showHidden: true, getters: true })],
    ['inspect without custom printing', () => inspect(hidden, { customInspect: false, showHidden: true })],
    ['format', () => format('%s %o %O %j', hidden, hidden, hidden, hidden)],
    ['console.log', () => printed((console) => console.log(hidden, { hidden }))],
    ['console.dir', () => printed((console) => console.dir(hidden, { showHidden: true }))],
    ['console.table', () => printed((console) => console.table([{ hidden }, hidden]))],
    ['an error', () => inspect(new Error(`no: ${String(hidden)}`, { cause: hidden }))],
    ['entries', () => JSON.stringify([Object.entries(hidden), Reflect.ownKeys(hidden)])],
    ['a copy', () => JSON.stringify(Object.assign({}, hidden))],
    ['structuredClone', () => inspect(structuredClone(hidden))],
    ['v8.serialize', () => serialize(hidden).toString('latin1')],
  ];
  for (const [name, print] of printers) {
    it(`${name} does not give it out`, () => {
      expect(print()).not.to.contain(CANARY);
    });
  }

  it('shows a mask where it is made a text', () => {
    expect([String(hidden), JSON.stringify(hidden), inspect(hidden)]).to.deep.equal([
      MASK,
      `"${MASK}"`,
      MASK,
    ]);
  });

  it('gives the value to reveal() alone', () => {
    expect(hidden.reveal()).to.equal(CANARY);
  });

  it('is not wrapped twice', () => {
    expect(secret(hidden)).to.equal(hidden);
    expect(secret(CANARY).reveal()).to.equal(CANARY);
    expect([isSecret(hidden), isSecret<unknown>(CANARY)]).to.deep.equal([true, false]);
  });
});
