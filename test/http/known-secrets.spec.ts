import { expect } from 'chai';
import { knownSecrets, withTexts } from '../../src/http/known-secrets.js';
import { secret } from '../../src/http/secret.js';

const knowing = (...values: readonly string[]) => {
  const known = knownSecrets();
  for (const value of values) known.note({ authorization: secret(value), accept: 'application/json' });
  return known;
};

const basic = (login: string): string => `Basic ${btoa(login)}`;

describe('knownSecrets', () => {
  const cases: readonly (readonly [value: string, text: string, shown: string])[] = [
    ['Bearer abc-123-def', 'no key Bearer abc-123-def here', 'no key [secret] here'],
    ['Bearer abc-123-def', 'no key abc-123-def here', 'no key [secret] here'],
    ['Bearer abc-123-def', 'abc-123-def, ABC-123-DEF', '[secret], [secret]'],
    ['Bearer abc-123-def', 'abc-123-de', 'abc-123-de'],
    ['Bearer abc-123-def', 'abc%2D123%2ddef', '[secret]'],
    ['Bearer abc-123-def', 'abc%252d123%252Ddef', '[secret]'],
    ['Bearer abc-123-def', 'Bearer%20abc-123-def', '[secret]'],
    ['Bearer abc-123-def', 'abc\\u002d123\\u002Ddef', '[secret]'],
    ['Bearer abc-123-def', 'ABC/-123//-def', '[secret]'],
    ['Bearer abc-123-def', 'abc/u002d123/u002Ddef', '[secret]'],
    ['Bearer abc-123-def', 'xabc-123-defx', 'x[secret]x'],
    ['a/b"c\\d+e', 'a/b"c\\d+e', '[secret]'],
    ['a/b"c\\d+e', 'a\\/b\\"c\\\\d+e', '[secret]'],
    ['a/b"c\\d+e', 'a%2Fb%22c%5Cd%2Be', '[secret]'],
    ['a/b"c\\d+e', 'https://x.test/a/b%22c/d+e?x=1', 'https://x.test/[secret]?x=1'],
    ['a//b\\/c-key', 'a//b\\/c-key', '[secret]'],
    ['a//b\\/c-key', 'a\\/\\/b\\\\\\/c-key', '[secret]'],
    ['a//b\\/c-key', 'a%2f%2Fb%5C%2fc-key', '[secret]'],
    ['a//b\\/c-key', 'a\\u002f\\u002Fb\\\\u005c\\/c-key', '[secret]'],
    ['a//b\\/c-key', 'a/b/c-key', '[secret]'],
    ['a//b\\/c-key', 'a/b/c', 'a/b/c'],
    ['//a/b-key', 'a key %2F/a/b%2Dkey here', 'a key %2F/[secret] here'],
    ['Bearer /a/b-key', 'no Bearer /a/b-key, no \\/a%2Fb-key', 'no [secret], no \\/[secret]'],
    ['/////key', 'no /////key here', 'no [secret] here'],
    ['-%abc-key', 'a key -%abc-key here', 'a key [secret] here'],
    ['-%abc-key', 'a key %2D%25abc%2dkey here', 'a key [secret] here'],
    ['%-+-abc', 'a key %-+-abc here', 'a key [secret] here'],
    ['clé-secrète', 'cl%C3%A9-secr%c3%a8te', '[secret]'],
    ['clé-secrète', 'cl%E9-secr%E8te', '[secret]'],
    ['a.b*c(d)[e]$', 'a.b*c(d)[e]$', '[secret]'],
    ['a.b*c(d)[e]$', 'axbbcddee', 'axbbcddee'],
    // Its first characters end an escape that begins before it: what is masked may begin some characters earlier.
    ['abc-123-def+ghi', 'see: %abc%2D123-def%2Bghi here', 'see[secret] here'],
    ['abc-123-def+ghi', 'see: \\u00abc%2D123-def%2Bghi here', 'see[secret] here'],
    ['abc-123-def+ghi', 'see: abc%2D123-def%2Bghi here', 'see: [secret] here'],
    ['ab-123-de', 'see: %ab%2D123-de here', 'see[secret] here'],
    ['key-12345%', 'a key%2D12345%41 here', 'a [secret] here'],
    ['key-12345u', 'a key%2D12345u0041 here', 'a [secret] here'],
    // It looks like an escape itself, and only some of its characters are escaped.
    ['k-%41-\\u0041-%2F-key', 'a k-%%341-\\u%30041-%2%46-key here', 'a [secret] here'],
    ['k-%41-\\u0041-%2F-key', 'a k-A-A-/-key here', 'a [secret] here'],
    ['k-%41-\\u0041-%2F-key', 'a k-%2541-\\\\u0041-%252F-key here', 'a [secret] here'],
    // Escaped twice, with its letters.
    ['abc-123-def', 'a %2561%2562%2563-123-def here', 'a [secret] here'],
    ['abc-123-def', 'a %25%36%31bc-123-def here', 'a [secret] here'],
    ['abc-123-def', 'a \\\\u005cu0061bc-123-def here', 'a \\\\u005c[secret] here'],
    ['abc-123-def', 'a \\u005C\\u0075\\u0030\\u0030\\u0036\\u0031bc-123-def here', 'a [secret] here'],
    // One kind within the other.
    ['abc-123-def', 'a \\u002561bc-123-def here', 'a [secret] here'],
    ['abc-123-def', 'a %5C%75%30%30%36%31bc-123-def here', 'a [secret] here'],
    // All but hexadecimal digits at its beginning is as good as all of it.
    ['abc-123-def', 'see: xyz-123-def here', 'see: [secret] here'],
    ['abc-123-def', 'see: abc-123-de here', 'see: abc-123-de here'],
    ['abc-123-def', 'a \\u0%3061bc-123-def here', 'a \\[secret] here'],
    // HTML.
    ['a&b"c<d=e+f', 'a&amp;b&quot;c&lt;d&#x3D;e&#043;f', '[secret]'],
    ['a&b"c<d=e+f', 'a&amp;amp;b&amp;quot;c&amp;lt;d&amp;#61;e&#x2b;f', '[secret]'],
    ["a&b'c>d-e", 'a&b&apos;c&gt;d-e', '[secret]'],
    ["a&b'c>d-e", 'a&amp;b&#39;c&mdash;d-e', 'a&amp;b&#39;c&mdash;d-e'],
    // Next to nothing is left of it once it is read.
    ['%41%42%43', 'no %41%42%43, but abc', 'no [secret], but abc'],
    ['éèéèéè', 'no éèéèéè here', 'no [secret] here'],
    // Parts of a header with several; short ones may be names.
    [
      'session=abc-123-def-456; theme=dark',
      'no session abc%2D123-def-456 of dark',
      'no session [secret] of dark',
    ],
    ['Token token="abc-123-def-456", name="ops"', 'no abc-123-def-456 of ops', 'no [secret] of ops'],
    ['session=abc-123-def', 'no session abc-123-def', 'no session abc-123-def'],
    [
      '__Host-session-token=abc-123-def-456; theme=dark',
      'no __Host-session-token with abc-123-def-456',
      'no __Host-session-token with [secret]',
    ],
    ['session=YWJjLTEyMy1kZWY==; theme=dark', 'no YWJjLTEyMy1kZWY==', 'no [secret]=='],
    // What `Basic` encodes.
    [basic('ana@acme.test:pass-123'), `no ${basic('ana@acme.test:pass-123')}`, 'no [secret]'],
    [basic('ana@acme.test:pass-123'), 'no ana@acme.test:pass-123 here', 'no [secret]:[secret] here'],
    [basic('ana@acme.test:pass-123'), 'no ana%40acme.test with PASS%2D123', 'no [secret] with [secret]'],
    [basic('ana-7:a:b/c"d-e'), 'no a:b\\/c\\"d-e of ana-7', 'no [secret] of ana-7'],
    [basic('sk_live_123:'), 'no sk_live_123', 'no [secret]'],
    [basic('sk_live_123:x'), 'no sk_live_123, x', 'no [secret], x'],
    [basic('monitor:pass-123'), 'monitor: no pass-123', 'monitor: no [secret]'],
    ['BASIC cGFzcy0xMjM6', 'no pass-123', 'no [secret]'],
    ['Basic not/of+base64=:', 'no not/of+base64=: here', 'no [secret] here'],
    ['Bearer cGFzcy0xMjM6', 'no pass-123', 'no pass-123'],
    ['short', 'a short text', 'a short text'],
    ['Bearer short', 'a short text', 'a short text'],
  ];
  for (const [value, text, shown] of cases) {
    it(`${JSON.stringify(value)} in ${JSON.stringify(text)} is shown as ${JSON.stringify(shown)}`, () => {
      const known = knowing(value);
      expect(known.hide(text)).to.equal(shown);
      if (!value.startsWith('Basic ')) expect(known.isIn(text)).to.equal(shown !== text);
    });
  }

  for (const spelled of ['abc-123-def ', 'abc%2D123-def ', '\\u0061bc-123-def ']) {
    it(`takes no more than in proportion for a long text full of ${JSON.stringify(spelled)}`, () => {
      // In proportion to the square it would take an hour.
      expect(knowing('abc-123-def').hide(spelled.repeat(200_000))).to.equal('[secret] '.repeat(200_000));
    });
  }

  it('knows nothing before something was sent, and nothing that is no Secret', () => {
    const known = knownSecrets();
    expect(known.hide('abc-123-def')).to.equal('abc-123-def');
    known.note({ authorization: 'abc-123-def' });
    expect(known.isIn('abc-123-def')).to.equal(false);
  });

  it('remembers the last 16 of those that change', () => {
    const value = (index: number): string => `token-number-${String(index).padStart(3, '0')}`;
    const known = knowing(...Array.from({ length: 20 }, (_, index) => value(index)));
    expect([3, 4, 19].map((index) => known.isIn(value(index)))).to.deep.equal([false, true, true]);
  });

  it('remembers one that is sent with each of those that change', () => {
    const known = knownSecrets();
    for (let index = 0; index < 100; index += 1) {
      known.note({
        'x-tenant': secret('constant-key'),
        authorization: secret(`token-number-${String(index)}`),
      });
      expect(known.isIn('no constant-key'), String(index)).to.equal(true);
    }
  });

  it('masks the name of a user who has a password in what is said, and takes it for an id in data', () => {
    const known = knowing(basic('AC-00-11:pass-123'));
    expect(known.hide('/Accounts/AC-00-11/calls')).to.equal('/Accounts/[secret]/calls');
    expect(known.hide('/Accounts/AC-00-11/calls', true)).to.equal('/Accounts/AC-00-11/calls');
    expect(known.isIn('/Accounts/AC-00-11/calls')).to.equal(false);
    expect(known.isIn('/Accounts/AC-00-11/calls?p=pass-123')).to.equal(true);
  });

  for (const [value, pump] of [
    [`${'/'.repeat(60)}z`, '/'],
    [`${'\\'.repeat(60)}z`, '\\'],
    [`${'\\/'.repeat(30)}z`, '\\\\u005c'],
    [`${'%'.repeat(60)}z`, '%25'],
    [`${'a'.repeat(60)}z`, 'a'],
    ['abcdefz-abcdefz', '%abcdef'],
  ] as const) {
    it(`comes to an end over ${JSON.stringify(pump)}, many times, which never is the whole credential`, () => {
      const text = pump.repeat(2000);
      expect(knowing(value).hide(text)).to.equal(text);
    });
  }

  it('reads a long text as often as it holds a credential, however many are known', () => {
    const values = Array.from({ length: 16 }, (_, index) => `Bearer tok-${String(index)}-abcdef`);
    const text = `${'%25'.repeat(200_000)} tok-3-abcdef`;
    const spent = (known: readonly string[]): number => {
      const { hide } = knowing(...known);
      const before = process.cpuUsage().user;
      expect(hide(text)).to.equal(text.replace('tok-3-abcdef', '[secret]'));
      return process.cpuUsage().user - before;
    };
    spent(['Bearer tok-3-abcdef']);
    expect(spent(values)).to.be.below(6 * spent(['Bearer tok-3-abcdef']) + 100_000);
  });

  it('masks all of several', () => {
    expect(knowing('first-of-them', 'second-of-them').hide('second-of-them first-of-them')).to.equal(
      '[secret] [secret]',
    );
  });
});

describe('withTexts', () => {
  const shout = (text: string): string => text.toUpperCase();

  it('changes every text and name of plain data', () => {
    expect(withTexts({ a: 'x', b: [1, 'y', { c: null, d: ['z'] }] }, shout)).to.deep.equal({
      A: 'X',
      B: [1, 'Y', { C: null, D: ['Z'] }],
    });
  });

  it('gives back the very same value where nothing changes', () => {
    const value = { a: ['x', { b: 1 }], c: undefined };
    expect(withTexts(value, (text) => text)).to.equal(value);
  });

  it('leaves alone what is no plain data', () => {
    const values = [new Date(0), secret('a'), new Map([['a', 'b']]), 7, null, undefined];
    for (const each of values) expect(withTexts(each, shout)).to.equal(each);
    expect(withTexts(Object.assign(Object.create(null) as object, { a: 'x' }), shout)).to.deep.equal({
      A: 'X',
    });
  });
});
