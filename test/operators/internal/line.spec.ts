import { expect } from 'chai';
import fc from 'fast-check';
import { Line } from '../../../operators/internal/line.js';

interface Member {
  readonly name: string;
}

const lineOf = (...names: string[]) => {
  const members = names.map((name): Member => ({ name }));
  const line = new Line<Member>();
  members.forEach((member) => line.join(member));
  return { line, members };
};

const names = (line: Line<Member>): readonly string[] => [...line].map(({ name }) => name);

describe('Line', () => {
  it('serves in the order of arrival', () => {
    const { line } = lineOf('a', 'b', 'c');
    const served: (string | undefined)[] = [];
    for (let i = 0; i < 4; i++) {
      const { head } = line;
      served.push(head?.name);
      if (head !== undefined) line.leave(head);
    }
    expect(served).to.deep.equal(['a', 'b', 'c', undefined]);
    expect(line.size).to.equal(0);
  });

  it('the head stays until it leaves', () => {
    const { line, members } = lineOf('a', 'b');
    expect([line.head, line.head]).to.deep.equal([members[0], members[0]]);
  });

  const leavers: [string, number, string[]][] = [
    ['the head', 0, ['b', 'c']],
    ['the middle', 1, ['a', 'c']],
    ['the end', 2, ['a', 'b']],
  ];
  for (const [name, index, rest] of leavers) {
    it(`${name} may leave, once`, () => {
      const { line, members } = lineOf('a', 'b', 'c');
      const leaver = members[index] ?? { name: '' };
      expect([line.leave(leaver), line.leave(leaver)]).to.deep.equal([true, false]);
      line.join({ name: 'd' });
      expect(names(line)).to.deep.equal([...rest, 'd']);
      expect([line.head?.name, line.size]).to.deep.equal([rest[0], 3]);
    });
  }

  it('one who joins a line that was empty for a while is its head', () => {
    const { line, members } = lineOf('a');
    members.forEach((member) => line.leave(member));
    expect([line.head, line.head]).to.deep.equal([undefined, undefined]);
    line.join({ name: 'b' });
    expect(line.head?.name).to.equal('b');
    line.clear();
    expect(line.head).to.equal(undefined);
    line.join({ name: 'c' });
    expect(line.head?.name).to.equal('c');
  });

  it('members may leave while they are gone through', () => {
    const { line } = lineOf('a', 'b', 'c');
    for (const member of line) {
      if (member.name !== 'b') line.leave(member);
    }
    expect(names(line)).to.deep.equal(['b']);
  });

  it('does what a plain array does, whoever joins, leaves and is served', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -10, max: 10 }), { maxLength: 80 }), (moves) => {
        const { line, members } = lineOf();
        let model: Member[] = [];
        moves.forEach((move, id) => {
          if (move > 3) {
            const { head } = line;
            if (head !== undefined) line.leave(head);
            model = model.slice(1);
          } else if (move >= 0) {
            const member = { name: String(id) };
            members.push(member);
            line.join(member);
            model = [...model, member];
          } else {
            const leaver = members[(id * -move) % Math.max(1, members.length)] ?? { name: '' };
            expect(line.leave(leaver)).to.equal(model.includes(leaver));
            model = model.filter((each) => each !== leaver);
          }
          expect([...line]).to.deep.equal(model);
          // Not asked for each time: what is told later must not hang on what was told before.
          if (move % 2 === 0) expect(line.head).to.equal(model[0]);
        });
        expect([line.head, line.size]).to.deep.equal([model[0], model.length]);
      }),
    );
  });
});
