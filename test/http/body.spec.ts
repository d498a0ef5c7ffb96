import { expect } from 'chai';
import fc from 'fast-check';
import { from, lastValueFrom, reduce } from 'rxjs';
import { decodeText } from '../../src/http/body.js';
import { BodyEncodingError } from '../../src/http/transport.js';

const textOf = (chunks: readonly Uint8Array[], type: string | null = null): Promise<string> =>
  lastValueFrom(decodeText(from(chunks), 1_000_000, type).pipe(reduce((whole, piece) => whole + piece, '')));

/** The same bytes in pieces that end anywhere. */
const cutAt = (bytes: Uint8Array, places: readonly number[]): Uint8Array[] => {
  const ends = [...places.map((place) => place % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
};

const whole = (bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

describe('decodeText', () => {
  const places = fc.array(fc.nat(), { maxLength: 8 });

  it('reads a text alike, wherever the network cuts it', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ü', '€', '🚰', '\ufeff', '\u0000') });
    await fc.assert(
      fc.asyncProperty(text, places, async (value, cuts) => {
        const bytes = new TextEncoder().encode(value);
        expect(await textOf(cutAt(bytes, cuts))).to.equal(whole(bytes));
      }),
      { numRuns: 500, seed: 6 },
    );
  });

  it('refuses bytes that are no UTF-8 wherever the platform does, however they are cut', async () => {
    const byte = fc.constantFrom(
      0x22,
      0x61,
      0x80,
      0xbf,
      0xc0,
      0xc3,
      0xe2,
      0x82,
      0xac,
      0xed,
      0xf0,
      0x9f,
      0xff,
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 8 }), fc.array(byte), places, async (any, some, cuts) => {
        const bytes = Uint8Array.from([...some, ...any]);
        const read = await textOf(cutAt(bytes, cuts)).catch((error: unknown) => {
          expect(error).to.be.instanceOf(BodyEncodingError);
          return undefined;
        });
        expect(read).to.equal(whole(bytes));
      }),
      { numRuns: 1000, seed: 7 },
    );
  });
});
