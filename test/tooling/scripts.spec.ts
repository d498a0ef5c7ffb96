import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { tally } from '../../scripts/lib/consumers.mjs';
import { packFaults, promisedFiles, sizeFaults } from '../../scripts/lib/pack.mjs';

const manifest = {
  exports: {
    '.': { types: './dist/src/index.d.ts', default: './dist/src/index.js' },
    './package.json': './package.json',
  },
  main: './dist/src/index.js',
  types: './dist/src/index.d.ts',
  bin: { headwater: 'dist/src/cli/main.js' },
};

const whole = [
  'dist/page/index.html',
  'package.json',
  'README.md',
  'LICENSE',
  'dist/src/index.js',
  'dist/src/index.d.ts',
  'dist/src/cli/main.js',
];

const guide = ['docs/resume.md', 'CHANGELOG.md'];
const page = ['dist/page/main-V3GS63YV.js', 'dist/page/styles-JRF4Q5RK.css', 'dist/page/theme.js'];

describe('the check of the packed files', () => {
  it('knows what the manifest promises', () => {
    expect(promisedFiles(manifest)).to.have.members([
      'dist/src/index.d.ts',
      'dist/src/index.js',
      'package.json',
      'dist/src/cli/main.js',
    ]);
  });

  it('accepts each file that the page is served with as it is', () => {
    const served = readdirSync('web/public').map((name) => `dist/page/${name}`);
    expect(served).to.include('dist/page/icon.svg');
    expect(packFaults([...new Set([...whole, ...served])], manifest)).to.deep.equal([]);
  });

  it('accepts what is promised, the guide and the page', () => {
    expect(packFaults([...whole, ...guide, ...page], manifest)).to.deep.equal([]);
  });

  it('refuses a package that has become too large', () => {
    expect(sizeFaults({ entryCount: 1000, unpackedSize: 4_000_000 })).to.deep.equal([]);
    expect(sizeFaults({ entryCount: 1001, unpackedSize: 4_000_001 })).to.deep.equal([
      '1001 files are packed, at most 1000 may be',
      '4000001 bytes are packed, at most 4000000 may be',
    ]);
  });

  for (const stray of [
    '.env',
    'src/index.ts',
    'dist/test/a.js',
    'dist/src/tape.json',
    'dist/src/index.js.map',
    'dist/page/main-V3GS63YV.js.map',
    'dist/page/stats.json',
    'dist/page/.env',
    'docs/.env',
    '.npmrc',
  ]) {
    it(`refuses ${stray}`, () => {
      expect(packFaults([...whole, stray], manifest)).to.deep.equal([`${stray} must not be packed`]);
    });
  }

  it('misses what is promised and not there', () => {
    expect(packFaults(whole.slice(0, -1), manifest)).to.deep.equal([
      'dist/src/cli/main.js is promised, but not packed',
    ]);
  });
});

describe('the count of a consumer', () => {
  const result = (code: number, stdout: string) => tally({ code, stdout, output: stdout });

  it('adds up its lines', () => {
    expect(result(0, 'ok a\nnot ok b\nok c\n')).to.include({ passed: 2, failed: 1 });
  });

  it('takes silence for a failure, whatever the exit code says', () => {
    expect(result(0, '')).to.include({ passed: 0, failed: 1 });
  });

  it('counts a death after good lines', () => {
    expect(result(1, 'ok a\n')).to.include({ passed: 1, failed: 1 });
  });
});
