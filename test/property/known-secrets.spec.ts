import { expect } from 'chai';
import fc from 'fast-check';
import { knownSecrets } from '../../src/http/known-secrets.js';
import { secret } from '../../src/http/secret.js';

const hiding = (value: string): ((text: string) => string) => {
  const known = knownSecrets();
  known.note({ authorization: secret(value) });
  return known.hide;
};

const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0');

/** The ways in which a server, a proxy or a library writes a character. */
const WAYS: readonly ((char: string) => string)[] = [
  (char) => char,
  (char) => (/[a-z]/.test(char) ? char.toUpperCase() : char),
  (char) => `%${hex(char)}`,
  (char) => `%${hex(char).toUpperCase()}`,
  (char) => Array.from(new TextEncoder().encode(char), (byte) => `%${byte.toString(16)}`).join(''),
  (char) => `%25${hex(char)}`,
  (char) => `\\u00${hex(char)}`,
  (char) => `\\u00${hex(char).toUpperCase()}`,
  (char) => (/\w/.test(char) ? char : `\\${char}`),
  (char) => `&#x${hex(char)};`,
  (char) => `&#${String(char.charCodeAt(0))};`,
];

/** Few of them at a time: what escapes everything in eleven ways is no server. */
const writing = fc.record({
  ways: fc.subarray([...WAYS], { minLength: 1 }),
  choices: fc.array(fc.nat(), { minLength: 17, maxLength: 40 }),
});

/** A text with each of its characters written in one of the ways. */
const written = (
  text: string,
  { ways, choices }: { ways: typeof WAYS; choices: readonly number[] },
): string =>
  Array.from(text, (char, at) => ways[choices[at % choices.length]! % ways.length]!(char)).join('');

const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  'abcxyzABCXYZ0189+/=',
  'abcxyz0189-_.~',
  '0123456789abcdef',
  'abz019.-_~+=!$&*(){}[]:;<>?@^|"\'/\\%#',
  'abcxyz019éèÿÀ£Ã©',
];
const LOOKS = ['%41', '\\u0041', '%2F', '%2541', '%25', '&#x41;', '&amp;', 'u0061', '\\\\', '//'];

const chars = (alphabet: string, minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...Array.from(alphabet)), { minLength, maxLength }).map((all) => all.join(''));

/** What most of a credential is, so that enough of it is left once it is read. */
const body = fc
  .constantFrom(...ALPHABETS)
  .chain((alphabet) =>
    fc
      .tuple(chars(alphabet, 1, 8), fc.constantFrom('', ...LOOKS), chars(alphabet, 0, 8))
      .map((parts) => parts.join('')),
  );

/** It begins with any character that has a meaning, and may end with the beginning of an escape, or in slashes. */
const credential = fc
  .tuple(body, fc.constantFrom('', '%', '%4', 'u', 'u00', '\\u002', '&', '&#x', '=', '==', '\\', '/'))
  .map(([given, end]) => `${given}-Zz-key-Zz-7_x${end}`);

const calm = fc.array(fc.constantFrom('key', ' ', ': ', '"', '{', '}', ',', '?x=y'), { maxLength: 8 });
const texts = calm.map((all) => all.join(''));

/** The beginning of an escape, right before a credential, and what ends one, right behind it. */
const beginning = fc.constantFrom(
  '',
  '%',
  '%4',
  '%%',
  '\\u',
  '\\u0',
  '\\u00',
  '\\u002',
  '&',
  '&#',
  '&#x',
  '%25',
);
const ending = fc.constantFrom('', '41', '4', '0061', '061', '61', '25', '2541', ';', '3;', 'amp;');

const MASKED = '[secret]';

/** What may be left before the mask: backslashes mean nothing, however they are written. */
const BACKSLASHES = /^(?:\\|%(?:25)?5c|\\u005c|&#x5c;|&#92;)*$/i;

describe('property: a credential in what a server says', () => {
  it('is found however each of its characters is written, twice over, wherever escapes begin and end around it', () => {
    fc.assert(
      fc.property(
        fc.record({
          value: credential,
          once: writing,
          twice: writing,
          before: texts,
          behind: texts,
          beginning,
          ending,
        }),
        ({ value, once, twice, ...around }) => {
          const before = around.before + around.beginning;
          const behind = around.ending + around.behind;
          const echo = written(written(value, once), twice);
          const shown = hiding(value)(before + echo + behind);
          expect(shown, echo).to.include(MASKED);
          expect(/7_x|key-Zz/i.test(shown), `${shown} of ${echo}`).to.equal(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is masked with nothing of what is around it, where no escape begins or ends there', () => {
    fc.assert(
      fc.property(
        fc.record({ given: body, once: writing, twice: writing, before: texts, behind: texts }),
        ({ given, once, twice, before, behind }) => {
          const value = `z${given}-Zz-key-Zz-7_x`;
          const echo = written(written(value, once), twice);
          const shown = hiding(value)(before + echo + behind);
          expect(shown.startsWith(before) && shown.endsWith(MASKED + behind), shown).to.equal(true);
          const left = shown.slice(before.length, shown.length - MASKED.length - behind.length);
          expect(left).to.match(BACKSLASHES);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('is not seen in a text that differs from it in one character, however that is written', () => {
    fc.assert(
      fc.property(
        fc.record({ given: body, once: writing, twice: writing, before: texts, beginning, ending }),
        ({ given, once, twice, before, ...around }) => {
          const value = `z${given}-Zz-key-Zz-7_x`;
          // Each long part of a header with several is a credential of its own.
          fc.pre(!/[=;,"]/.test(value));
          const other = `z${given}-Zz-kez-Zz-7_x`;
          const text = before + around.beginning + written(written(other, once), twice) + around.ending;
          expect(hiding(value)(text)).to.equal(text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
