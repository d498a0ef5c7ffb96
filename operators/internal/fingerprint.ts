/** Length of every fingerprint: 16 base64url digits of 6 bits hold its 96 bits. */
export const FINGERPRINT_LENGTH = 16;

/** The 96 bits of a fingerprint as three numbers. */
export type FingerprintWords = Int32Array;

const DIGITS = Uint8Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', (digit) =>
  digit.charCodeAt(0),
);

const rotate = (word: number, bits: number): number => (word << bits) | (word >>> (32 - bits));

/** The 32-bit finalizer of MurmurHash3 (A. Appleby, public domain): every input bit reaches every output bit. */
const avalanche = (word: number): number => {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
};

/** Mixes the three lanes into one another until every bit of each depends on all; reversible, so nothing is lost. */
const finish = (words: FingerprintWords, lengthMixed: number, laneB: number, laneC: number): void => {
  let a = lengthMixed;
  let b = laneB;
  let c = laneC;
  for (let round = 0; round < 2; round += 1) {
    a = avalanche((a + b) | 0);
    b = avalanche((b + c) | 0);
    c = avalanche((c + a) | 0);
  }
  words[0] = a + b;
  words[1] = b;
  words[2] = c;
};

/**
 * Writes the 96 bits of {@link fingerprint} into `words`, which is returned and can be used again for the next text:
 * for those who compare many and print none.
 */
export const wordsOf = (text: string, words: FingerprintWords): FingerprintWords => {
  const { length } = text;
  let a = 0x243f6a88;
  let b = 0x85a308d3;
  let c = 0x13198a2e;
  for (let at = 0; at < length; at += 2) {
    // Past the end is 0; the length, mixed in below, distinguishes it from a real one.
    const second = at + 1 < length ? text.charCodeAt(at + 1) : 0;
    const word = text.charCodeAt(at) | (second << 16);
    // The lanes see the word turned differently and hand their state on, so that what cancels in one shows in another.
    a = (rotate(Math.imul(a ^ word, 0x9e3779b1), 15) + b) | 0;
    b = (rotate(Math.imul(b ^ rotate(word, 11), 0x85ebca77), 13) + c) | 0;
    c = (rotate(Math.imul(c ^ rotate(word, 23), 0xc2b2ae3d), 17) + a) | 0;
  }
  finish(words, a ^ length, b, c);
  return words;
};

/** The words as text: their 96 bits shift through the first word, whose highest six are the next digit. */
const print = (words: FingerprintWords): string => {
  let [a = 0, b = 0, c = 0] = words;
  for (let at = 0; at < FINGERPRINT_LENGTH; at += 1) {
    codes[at] = DIGITS[a >>> 26] ?? 0;
    a = (a << 6) | (b >>> 26);
    b = (b << 6) | (c >>> 26);
    c <<= 6;
  }
  // One call yields a flat one-byte string; concatenation would leave a tree of small ones behind.
  return String.fromCharCode(...codes);
};

/** A plain array: a typed one would be spread five times as slowly. */
const codes: number[] = [];

const scratch: FingerprintWords = new Int32Array(3);

/**
 * Returns a 96-bit fingerprint of a text as 16 base64url characters: the same in every process, on every platform, in
 * every release, so that it may be stored.
 *
 * It runs over UTF-16 code units (lone surrogates included) by 32-bit arithmetic alone, so that byte order has no part
 * in it. Each step is reversible: texts of one length that differ within one pair of code units never share a fingerprint.
 *
 * Odds: among n different texts, two share a fingerprint with a probability of about n² / 2^97: 6e-18 for a million. It
 * is no cryptographic hash: who may choose the texts can make two of them meet, and short texts can be guessed from it.
 *
 * @param text any string, the empty one included.
 *
 * @example
 * fingerprint('user_1'); // 'IN57NZ51eTfEnGqw'
 */
export const fingerprint = (text: string): string => print(wordsOf(text, scratch));
