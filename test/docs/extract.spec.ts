import { expect } from 'chai';
import { snippetsOf } from './extract.js';

const page = (...lines: string[]): string => lines.join('\n');

describe('snippetsOf', () => {
  it('finds a program, its place and the output that follows it', () => {
    const markdown = page(
      '# Title',
      '',
      '```ts',
      'console.log(1);',
      '```',
      'prints',
      '```text output',
      '1',
      '```',
    );
    expect(snippetsOf('a.md', markdown)).to.deep.equal([
      { place: 'a.md:3', code: 'console.log(1);', run: true, output: '1' },
    ]);
  });

  it('marks what is only type-checked', () => {
    const [snippet] = snippetsOf('a.md', page('```ts no-run', 'await never();', '```'));
    expect(snippet).to.include({ run: false, output: undefined });
  });

  it('leaves other languages and plain text alone', () => {
    expect(
      snippetsOf('a.md', page('```sh', 'npm test', '```', '```text', 'x', '```', '```', 'y', '```')),
    ).to.deep.equal([]);
  });

  it('does not take the output of a later program for that of an earlier one', () => {
    const markdown = page('```ts', 'a();', '```', '```ts', 'b();', '```', '```text output', 'b', '```');
    expect(snippetsOf('a.md', markdown).map(({ output }) => output)).to.deep.equal([undefined, 'b']);
  });

  it('keeps a longer fence open over a shorter one, and undoes the indent of a list', () => {
    const markdown = page(
      '````ts',
      'const tick = `',
      '```',
      '`;',
      '````',
      '- item',
      '  ```ts',
      '  a();',
      '  ```',
    );
    expect(snippetsOf('a.md', markdown).map(({ code }) => code)).to.deep.equal([
      'const tick = `\n```\n`;',
      'a();',
    ]);
  });

  it('refuses an output that no program prints', () => {
    expect(() => snippetsOf('a.md', page('```text output', '1', '```'))).to.throw(/a\.md:1/);
    expect(() =>
      snippetsOf('a.md', page('```ts no-run', 'a();', '```', '```text output', '1', '```')),
    ).to.throw(/a\.md:4/);
  });

  it('refuses a fence that is never closed', () => {
    expect(() => snippetsOf('a.md', page('text', '```ts', 'a();'))).to.throw(/line 2/);
  });
});
