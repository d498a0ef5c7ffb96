import { expect } from 'chai';
import { snippetOf } from './examples.js';

const lines = (...text: string[]): string => text.join('\n');
const origin = (name: string): string | undefined => (name === 'of' || name === 'map' ? 'rxjs' : undefined);
const read = (...text: string[]) => snippetOf({ place: 'src/a.ts:1', text: lines(...text) }, origin);

describe('snippetOf', () => {
  it('imports what the example uses and declares nowhere', () => {
    const { code } = read('const map = 1;', 'of(map).pipe(t.string, other).map;');
    expect(code.split('\n').slice(0, -2)).to.deep.equal([
      "import { of } from 'rxjs';",
      "import * as t from 'io-ts';",
    ]);
  });

  it('takes no member and no key of an object for a name', () => {
    expect(read('console.map({ of: 1, t: 2 });').code).to.equal('console.map({ of: 1, t: 2 });');
    expect(read('use({ of });').code).to.match(/^import \{ of \}/);
  });

  it('reads what is printed from the comments behind statements', () => {
    const text = [
      '// Prose.',
      'console.log(1); // 1',
      '// More prose.',
      'console.log(2, 3);',
      '// 2 3',
      '//',
      '// 4',
    ];
    expect(read(...text)).to.include({ run: true, output: '1\n2 3\n\n4' });
  });

  it('takes an address in a text for no comment', () => {
    expect(read("console.log('http://a.test'); // http://a.test").output).to.equal('http://a.test');
  });

  it('says that nothing is printed where no comment is', () => {
    expect(read('of(1);').output).to.equal('');
  });

  it('reads an example in a fence, and runs none that says no-run', () => {
    expect(read('```ts', 'console.log(1); // 1', '```')).to.include({ run: true, output: '1' });
    const only = read('```ts no-run', 'console.log(1);', '```');
    expect(only).to.include({ run: false, output: undefined, code: 'console.log(1);' });
  });
});
