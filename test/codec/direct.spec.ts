import { expect } from 'chai';
import * as t from 'io-ts';

import { INVALID, int, isoTime } from '../../src/codec/index.js';
import { errorsAt } from '../../src/codec/direct.js';
import { isSensitive, readerOf } from '../../src/codec/reader.js';

describe('codec/direct', () => {
  it('read and decode agree', () => {
    expect(int.read(3)).to.equal(3);
    expect(int.read('3')).to.equal(INVALID);
    expect(int.decode(3)).to.deep.equal({ _tag: 'Right', right: 3 });
    expect(int.decode('3')._tag).to.equal('Left');
  });

  it('is a codec like any other: pipe, union and refine take it', () => {
    const early = t.refinement(isoTime, (date) => date.getTime() < 0, 'Early');
    expect(early.decode('1969-01-01T00:00:00Z')._tag).to.equal('Right');
    expect(early.decode('2024-01-01T00:00:00Z')._tag).to.equal('Left');
    expect(t.string.pipe(t.string).decode('a')._tag).to.equal('Right');
    expect(t.union([int, t.string]).decode('a')._tag).to.equal('Right');
  });

  for (const [codec, right, wrong] of [
    [t.string, 'a', 1],
    [t.boolean, false, 0],
    [t.null, null, undefined],
    [t.union([t.string, t.null]), null, 1],
    [t.array(t.string), [], {}],
    [int, 1, 1.5],
  ] as const) {
    it(`readerOf ${codec.name}`, () => {
      const read = readerOf(codec);
      expect(read(right)).to.equal(right);
      expect(read(wrong)).to.equal(INVALID);
    });
  }

  it('readerOf a codec that changes the value gives the changed one', () => {
    const shout = new t.Type<string, string>(
      'Shout',
      t.string.is,
      (input, context) =>
        typeof input === 'string' ? t.success(input.toUpperCase()) : t.failure(input, context),
      t.identity,
    );
    expect(readerOf(shout)('a')).to.equal('A');
    expect(readerOf(shout)(1)).to.equal(INVALID);
  });

  it('errorsAt is empty for a value that decodes', () => {
    expect(errorsAt(int, 'n', 1, [])).to.deep.equal([]);
    expect(errorsAt(int, 'n', 'x', [])).to.have.length(1);
  });

  it('a codec of plain io-ts counts as without secrets', () => {
    expect(isSensitive(t.string)).to.equal(false);
  });
});
