import { basename, join, resolve } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { fileNameOf, temporaryNameOf, writerOf } from '../../src/node/file-name.js';

describe('fileNameOf', () => {
  const cases: readonly (readonly [key: string, name: string])[] = [
    ['openai-users_1', 'openai-users_1.checkpoint.json'],
    ['openai.users', 'openai%2eusers.checkpoint.json'],
    ['../../etc/passwd', '%2e%2e%2f%2e%2e%2fetc%2fpasswd.checkpoint.json'],
    ['C:\\x', '%43%3a%5cx.checkpoint.json'],
    ['a\0b', 'a%00b.checkpoint.json'],
    ['é', '%c3%a9.checkpoint.json'],
    ['%2e', '%252e.checkpoint.json'],
  ];
  for (const [key, name] of cases) {
    it(`${JSON.stringify(key)} is ${name}`, () => {
      expect(fileNameOf(key)).to.equal(name);
    });
  }

  it('never leads out of a directory, is never too long, and differs for keys that differ, in any case', () => {
    const key = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom('a', 'A', '.', '/', '\\', '~', '%'), maxLength: 300 }),
    );
    fc.assert(
      fc.property(key, key, (a, b) => {
        const name = fileNameOf(a);
        expect(basename(name)).to.equal(name);
        expect(resolve('/base', name)).to.equal(join('/base', name));
        expect(name.length).to.be.at.most(200);
        if (a !== b) expect(name.toLowerCase()).not.to.equal(fileNameOf(b).toLowerCase());
      }),
    );
  });
});

describe('writerOf', () => {
  it('knows the writer of a temporary file, and no other file', () => {
    expect(writerOf('a.checkpoint.json', temporaryNameOf('a.checkpoint.json', 42, 1, 'beef'))).to.equal(42);
    for (const name of ['a.checkpoint.json', 'a.checkpoint.json.42.tmp', 'b.checkpoint.json.42-1-beef.tmp']) {
      expect(writerOf('a.checkpoint.json', name)).to.equal(undefined);
    }
  });
});
