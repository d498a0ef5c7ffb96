import { expect } from 'chai';
import { fileURLToPath } from 'node:url';
import { growthOf } from '../../bench/lib/growth.mjs';
import { readersOf } from '../../bench/lib/readers.mjs';
import { attacksOn, expressionsIn, runOn } from '../../bench/lib/regexes.mjs';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

describe('bench: expressions over the texts of a server', () => {
  const expressions = expressionsIn(ROOT);
  const of = (file: string) =>
    expressions.filter((each) => each.file === file).map(({ pattern }) => String(pattern));

  it('finds each expression of the package, and none of the sandbox', () => {
    expect(of('src/providers/openai/client.ts')).to.deep.equal([
      '/quota|credit|billing|spend|usage_limit/',
      '/missing scopes?:/i',
    ]);
    expect(of('src/pace/waits.ts')).to.include(String(/^\d+(?:\.\d+)?$/));
    expect(expressions.some(({ file }) => file.startsWith('src/sandbox'))).to.equal(false);
  });

  it('none repeats without an upper bound from a number on: an engine throws at such a run of 8 MiB', () => {
    const open = expressions.filter(({ pattern }) => /\{\d+,\}/.test(pattern.source));
    expect(open.map(({ file, pattern }) => `${file} ${String(pattern)}`)).to.deep.equal([]);
  });

  it('attacks are made of what an expression looks for', () => {
    const texts = attacksOn(/charset\s*=/).map(({ textOf }) => textOf(12));
    expect(texts).to.include(`charset${' '.repeat(5)}\u0000`);
    expect(texts).to.include(`${'='.repeat(12)}\u0000`);
  });

  it('all matches of a global expression are taken, from the start', () => {
    const pattern = /a/g;
    expect(runOn(pattern, 'aaa')).to.equal(3);
    expect(runOn(pattern, 'aaa')).to.equal(3);
    expect(runOn(/^a$/, 'a')).to.equal(true);
  });

  // Time that passes as the text says, and not as the machine does.
  const grownBy = (costOf: (length: number) => number) => {
    let time = 0;
    const run = (text: string): void => {
      time += costOf(text.length);
    };
    const textOf = (length: number): string => 'a'.repeat(length);
    return growthOf(run, textOf, 1, () => time);
  };

  it('linear: twice the time for twice the text', () => {
    expect(grownBy((length) => length / 2 ** 16)).to.include({ ratio: 2, bytes: 2 ** 21 });
  });

  it('quadratic: seen before it is given megabytes', () => {
    expect(grownBy((length) => length ** 2 / 2 ** 20)).to.include({ ratio: 4, bytes: 2 ** 15 });
  });

  it('no time worth a ratio has none', () => {
    expect(grownBy(() => 0.01)).to.include({ ratio: undefined });
  });
});

describe('bench: functions over the texts of a server', () => {
  it('are found in the package, and take each of their worst texts', async () => {
    const readers = await readersOf(ROOT);
    expect(readers.map(({ name }) => name)).to.include.members([
      'a body (parseJson)',
      'what a server repeats (KnownSecrets.hide)',
      'Retry-After (waitOfText)',
      'limits (readLimits)',
    ]);
    for (const { run, attacks } of readers) {
      expect(attacks.length).to.be.greaterThan(3);
      for (const { textOf } of attacks) run(textOf(1000));
    }
  });
});
