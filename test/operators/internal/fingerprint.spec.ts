import { expect } from 'chai';
import fc from 'fast-check';
import { fingerprint, FINGERPRINT_LENGTH } from '../../../operators/internal/fingerprint.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The 96 bits of a print, from the front. */
const bitsOf = (print: string): Uint8Array => {
  const bits = new Uint8Array(6 * print.length);
  for (let at = 0; at < bits.length; at += 1)
    bits[at] = (ALPHABET.indexOf(print.charAt(Math.floor(at / 6))) >> (5 - (at % 6))) & 1;
  return bits;
};

/** The three 32-bit words of a print. */
const wordsOf = (print: string): number[] => {
  const words = [0, 0, 0];
  bitsOf(print).forEach((bit, at) => {
    words[at >> 5] = words[at >> 5]! * 2 + bit;
  });
  return words;
};

const pairsIn = (words: Uint32Array): number => {
  const sorted = words.slice().sort();
  return sorted.reduce((pairs, word, at) => (at > 0 && word === sorted[at - 1] ? pairs + 1 : pairs), 0);
};

describe('fingerprint', () => {
  it('is the same in every process, on every platform, in every release: it is stored in resume tokens', () => {
    const known: readonly (readonly [string, string])[] = [
      ['', 'oK1I3a9bMlgG8F9q'],
      ['a', 'ZJ0Omcx1vs4JUIHC'],
      ['ab', 'ECRg4nQUXE1d4q3p'],
      ['user_1', 'IN57NZ51eTfEnGqw'],
      ['Zürich 東京 🚰', 'd6IYa43zpUDhTYtJ'],
      ['\ud800', 'lOI7fgIDdwOSHM3I'],
      ['0123456789'.repeat(10), '6pzR6BuSG8LdAVGj'],
    ];
    expect(known.map(([text]) => fingerprint(text))).to.deep.equal(known.map(([, print]) => print));
  });

  it('is 96 bits in 16 characters that are safe in a URL and in JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const print = fingerprint(text);
        expect(print).to.match(/^[A-Za-z0-9_-]{16}$/);
        expect(print).to.have.lengthOf(FINGERPRINT_LENGTH);
        expect(fingerprint(text)).to.equal(print);
      }),
    );
  });

  it('tells apart texts of one length that differ within one pair of code units, always', () => {
    const pair = fc.tuple(fc.nat(0xffff), fc.nat(0xffff)).map((units) => String.fromCharCode(...units));
    const even = fc.array(pair, { maxLength: 20 }).map((pairs) => pairs.join(''));
    fc.assert(
      fc.property(even, pair, pair, fc.string(), (before, one, other, after) => {
        fc.pre(one !== other);
        expect(fingerprint(before + one + after)).to.not.equal(fingerprint(before + other + after));
      }),
    );
  });

  it('tells apart what looks alike: case, order, length, trailing zeros, lone surrogates', () => {
    const texts = [
      '',
      '\0',
      '\0\0',
      '\0\0\0',
      'a',
      'A',
      'a\0',
      'ab',
      'ba',
      'abcd',
      'cdab',
      'acbd',
      '\ud800',
      '\udc00',
    ];
    expect(new Set(texts.map(fingerprint)).size).to.equal(texts.length);
  });

  it('has no collision among 1,000,000 sequential ids', () => {
    const seen = new Set<string>();
    for (let id = 0; id < 1_000_000; id += 1) seen.add(fingerprint(`user_${String(id)}`));
    expect(seen.size).to.equal(1_000_000);
  });

  it('fills each of its 32-bit words as chance would: the birthday bound holds for sequential ids', () => {
    const count = 100_000;
    const words = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
    for (let id = 0; id < count; id += 1) {
      wordsOf(fingerprint(`proj_${id.toString(36)}`)).forEach((word, lane) => {
        words[lane]![id] = word;
      });
    }
    // 1.2 pairs are expected in each word; 12 or more come by chance once in a hundred million.
    for (const word of words) expect(pairsIn(word)).to.be.lessThan(12);
  });

  it('gives every character of its alphabet the same share at every place', () => {
    const count = 64_000;
    const shares = Array.from({ length: FINGERPRINT_LENGTH }, () => new Map<string, number>());
    for (let id = 0; id < count; id += 1) {
      Array.from(fingerprint(String(id))).forEach((char, at) =>
        shares[at]!.set(char, (shares[at]!.get(char) ?? 0) + 1),
      );
    }
    for (const share of shares) {
      expect(share.size).to.equal(64);
      for (const hits of share.values()) expect(hits).to.be.within(800, 1200);
    }
  });

  it('avalanches: each input bit turns each output bit half of the time', () => {
    const trials = 600;
    for (const length of [1, 2, 5]) {
      for (let bit = 0; bit < length * 16; bit += 1) {
        const turned = new Uint32Array(96);
        for (let trial = 0; trial < trials; trial += 1) {
          const units = Array.from({ length }, (_, at) => ((trial + 1) * (40_503 + 2 * at)) & 0xffff);
          const before = bitsOf(fingerprint(String.fromCharCode(...units)));
          units[bit >> 4]! ^= 1 << (bit & 15);
          const after = bitsOf(fingerprint(String.fromCharCode(...units)));
          after.forEach((value, at) => (turned[at]! += value ^ before[at]!));
        }
        // Half of 600, give or take seven standard deviations.
        for (const turns of turned) expect(turns).to.be.within(300 - 86, 300 + 86);
      }
    }
  });
});
