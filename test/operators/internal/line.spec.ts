import { expect } from 'chai';
import fc from 'fast-check';
import { Line } from '../../../operators/internal/line.js';

const names = (line: Line<string>): readonly string[] => line.members().map(([name]) => name);

describe('Line', () => {
  it('serves in the order of arrival', () => {
    const line = new Line<string>();
    ['a', 'b', 'c'].forEach((name) => line.join(name));
    const served: (string | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      served.push(line.head());
      line.shift();
    }
    expect(served).to.deep.equal(['a', 'b', 'c', undefined]);
    expect(line.length).to.equal(0);
  });

  const leavers: [string, number, string[]][] = [
    ['the head', 0, ['b', 'c']],
    ['the middle', 1, ['a', 'c']],
    ['the end', 2, ['a', 'b']],
  ];
  for (const [name, index, rest] of leavers) {
    it(`${name} may leave, once`, () => {
      const line = new Line<string>();
      const leave = ['a', 'b', 'c'].map((each) => line.join(each))[index];
      expect([leave?.(), leave?.()]).to.deep.equal([true, false]);
      expect(names(line)).to.deep.equal(rest);
      line.join('d');
      expect(names(line)).to.deep.equal([...rest, 'd']);
      expect([line.head(), line.length]).to.deep.equal([rest[0], 3]);
    });
  }

  it('one who was served has nothing left to leave', () => {
    const line = new Line<string>();
    const leave = line.join('a');
    line.shift();
    expect([leave(), line.length]).to.deep.equal([false, 0]);
  });

  it('members may leave while they are gone through', () => {
    const line = new Line<string>();
    ['a', 'b', 'c'].forEach((name) => line.join(name));
    for (const [name, leave] of line.members()) {
      if (name !== 'b') {
        leave();
      }
    }
    expect(names(line)).to.deep.equal(['b']);
  });

  it('does what a plain array does, whoever joins, leaves and is served', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 10 }), { maxLength: 80 }), (moves) => {
        const line = new Line<number>();
        const leaves: (() => boolean)[] = [];
        let model: number[] = [];
        moves.forEach((move, id) => {
          if (move > 3) {
            line.shift();
            model = model.slice(1);
          } else if (move >= 0) {
            leaves.push(line.join(leaves.length));
            model = [...model, leaves.length - 1];
          } else {
            const leaver = leaves.length === 0 ? -1 : (id * -move) % leaves.length;
            expect(leaves[leaver]?.() ?? false).to.equal(model.includes(leaver));
            model = model.filter((each) => each !== leaver);
          }
          expect(line.members().map(([each]) => each)).to.deep.equal(model);
          expect([line.head(), line.length]).to.deep.equal([model[0], model.length]);
        });
      }),
    );
  });
});
