import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { PAGE } from './support/opened.js';

/** What all of the page may weigh, as it goes over the wire. */
const MOST_BYTES = 150_000;

describe('the page of the monitor', () => {
  it('weighs at most 150 KB gzipped, everything together', () => {
    const sizes = readdirSync(PAGE).map((name) => gzipSync(readFileSync(join(PAGE, name))).length);
    expect(sizes.length).to.be.above(3);
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.at.most(MOST_BYTES);
  });
});
