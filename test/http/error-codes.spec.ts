import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { codesOf } from '../support/error-codes.js';

const PAGE = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

interface Row {
  readonly anchor: string;
  readonly code: string;
  readonly when: string;
  readonly remedy: string;
}

const ROW = /^\| <a id="([^"]*)"><\/a>`([^`]*)` +\|([^|]*)\|([^|]*)\|$/gm;

const rows: readonly Row[] = [...PAGE.matchAll(ROW)].map(
  ([, anchor = '', code = '', when = '', remedy = '']) => ({
    ...{ anchor, code, when: when.trim(), remedy: remedy.trim() },
  }),
);

const CLASSES: readonly (readonly [type: string, prefix: string])[] = [
  ['ConfigCode', 'config-'],
  ['NetworkCode', 'network-'],
  ['TimeoutCode', 'timeout-'],
  ['HttpCode', 'http-'],
  ['RateLimitCode', 'rate-limit-'],
  ['DecodeCode', 'decode-'],
  ['PagingCode', 'paging-'],
];

describe('the codes of errors', () => {
  it('are all in the table of docs/errors.md, once, in the order of the source, and no others', () => {
    expect(rows.map(({ code }) => code)).to.deep.equal(codesOf('ErrorCode'));
  });

  it('each row has the anchor that the error links to, says when it occurs and what to do', () => {
    for (const { anchor, code, when, remedy } of rows) {
      expect(anchor).to.equal(code);
      expect(when, code).to.not.equal('');
      expect(remedy, code).to.not.equal('');
    }
  });

  for (const [type, prefix] of CLASSES) {
    it(`those of a ${type} begin with ${prefix}, in kebab case`, () => {
      const codes = codesOf(type);
      expect(codes).to.not.be.empty;
      for (const code of codes) expect(code).to.match(new RegExp(`^${prefix}[a-z]+(?:-[a-z]+)*$`));
    });
  }

  it('belong to one class each', () => {
    const codes = CLASSES.flatMap(([type]) => codesOf(type));
    expect(codes).to.have.length(new Set(codes).size);
    expect(codes).to.have.members([...codesOf('ErrorCode')]);
  });
});
