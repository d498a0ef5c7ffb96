import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { either as E, option as O } from 'fp-ts';
import * as fc from 'fast-check';
import { firstValueFrom, take, toArray } from 'rxjs';
import { decodeResume, digestOf, encodeResume } from '../../src/endpoint/resume-token.js';
import { openai } from '../../src/providers/openai/index.js';
import { startSandbox } from '../../src/sandbox/index.js';
import { acmeClient, CANARY, lastIdPages, things } from '../support/acme.js';
import { programOf } from '../support/program.js';

const digest = digestOf({ color: 'red' });
const position = { index: 4, request: { query: { after: 'k_1', limit: '100' } } };
const token = encodeResume('acme.things', digest, position);

const why = (text: string, endpoint = 'acme.things', by = digest): string | undefined => {
  const decoded = decodeResume(text, endpoint, by);
  return E.isLeft(decoded) ? decoded.left : undefined;
};

const content = { endpoint: 'acme.things', digest, ...position };

const withContent = (content: unknown): string =>
  `hw2.${Buffer.from(JSON.stringify(content)).toString('base64url')}`;

describe('resume token', () => {
  it('gives back the position that it was made of', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })),
        fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }),
        fc.option(fc.integer({ min: 1 }), { nil: undefined }),
        (index, query, link, leftOut) => {
          const request = { query: { ...query }, ...(link === undefined ? {} : { link }) };
          const given = { index, request, ...(leftOut === undefined ? {} : { leftOut }) };
          const text = encodeResume('acme.things', digest, given);
          expect(text).to.match(/^hw2\.[A-Za-z0-9]+$/);
          expect(decodeResume(text, 'acme.things', digest)).to.deep.equal(E.right(given));
        },
      ),
      { numRuns: 100, seed: 5 },
    );
  });

  it('takes a cursor of any length and any language', () => {
    const query = { after: '\u{1f511} 鍵 ключ'.repeat(20_000) };
    const text = encodeResume('acme.things', digest, { index: 0, request: { query } });
    expect(decodeResume(text, 'acme.things', digest)).to.deep.equal(
      E.right({ index: 0, request: { query } }),
    );
  });

  const unfit: readonly (readonly [what: string, text: string, message: RegExp])[] = [
    ['of another version', token.replace('hw2.', 'hw1.'), /not a token of this version/],
    ['that is empty', '', /not a token of this version/],
    ['cut short', token.slice(0, -5), /damaged/],
    ['with a character that does not belong', `${token.slice(0, 20)}!${token.slice(21)}`, /damaged/],
    ['that is no JSON', 'hw2.aGVsbG8', /damaged/],
    ['that is no UTF-8', `hw2.${Buffer.from([0xff, 0xfe]).toString('base64url')}`, /damaged/],
    ['with a part missing', withContent({ ...content, request: {} }), /damaged/],
    ['with a wrong part', withContent({ ...content, request: { query: { after: 5 } } }), /damaged/],
    ['with a wrong way back', withContent({ ...content, request: { query: {}, recovery: {} } }), /damaged/],
    ['with half a page', withContent({ ...content, index: 1.5 }), /damaged/],
    ['before the first page', withContent({ ...content, index: -1 }), /damaged/],
    ['at a page that no number counts', withContent({ ...content, index: 1e300 }), /damaged/],
    ['that hides what was left out', withContent({ ...content, leftOut: -5 }), /damaged/],
    ['with fewer rows than none', withContent({ ...content, request: { query: {}, rows: -1 } }), /damaged/],
  ];
  for (const [what, text, message] of unfit) {
    it(`${what} is refused`, () => {
      expect(why(text)).to.match(message);
    });
  }

  it('of another endpoint or of other parameters is refused, and says so', () => {
    expect(why(token, 'acme.others')).to.equal('it belongs to acme.things');
    expect(why(token, 'acme.things', digestOf({ color: 'blue' }))).to.contain('other parameters');
  });

  const digests: readonly (readonly [object, object, same: boolean])[] = [
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, true],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ at: new Date(5) }, { at: new Date(5) }, true],
    [{ at: new Date(5) }, { at: new Date(6) }, false],
    [{ ids: ['a', 'b'] }, { ids: ['b', 'a'] }, false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: null }, {}, false],
    [{}, { a: 1 }, false],
  ];
  for (const [one, other, same] of digests) {
    it(`${JSON.stringify(one)} and ${JSON.stringify(other)} list ${same ? 'the same' : 'different'} things`, () => {
      expect(digestOf({ ...one }) === digestOf({ ...other })).to.equal(same);
    });
  }

  it('holds neither credential nor parameter values', async () => {
    const { client } = acmeClient(lastIdPages(['a'], ['b']));
    const { resume } = await firstValueFrom(client.list(things).pages());
    const text = O.toUndefined(resume) ?? '';
    expect(Buffer.from(text.slice(4), 'base64url').toString())
      .to.contain('acme.things')
      .and.not.to.contain(CANARY);
    const secretive = encodeResume('acme.things', digestOf({ owner: CANARY }), position);
    expect(Buffer.from(secretive.slice(4), 'base64url').toString()).not.to.contain(CANARY);
  });

  it('goes on in a new process with exactly the rest', async () => {
    const box = await startSandbox({ scale: 0.05, seed: 3 });
    try {
      const list = openai(box.openai).users.list({ limit: 20 });
      const all = await firstValueFrom(list.pipe(toArray()));
      const pages = await firstValueFrom(list.pages().pipe(take(1), toArray()));
      const resume = O.toUndefined(pages[0]!.resume) ?? '';
      const { script } = await programOf(new URL('../support/resume-child.ts', import.meta.url));
      const args = [script, box.openai.baseUrl, box.openai.adminKey, resume];
      const { stdout } = await promisify(execFile)(process.execPath, args);
      const rest = all.slice(20).map(({ id }) => id);
      expect(rest.length).to.be.greaterThan(0);
      expect(stdout.trim().split('\n')).to.deep.equal(rest);
    } finally {
      await box.close();
    }
  });
});
