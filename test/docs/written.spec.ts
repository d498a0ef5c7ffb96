import { expect } from 'chai';
import { boundsTable } from './bounds.js';
import { statusTable } from './statuses.js';
import { partOf, tableOf } from './written.js';

describe('what tests write into the guide', () => {
  it('docs/limits-and-retries.md has the table of statuses as the code treats them (npm run docs writes it)', () => {
    expect(partOf('limits-and-retries.md', 'statuses')).to.equal(statusTable());
  });

  it('docs/reliability.md has the bound of each attack (npm run docs writes it)', () => {
    expect(partOf('reliability.md', 'bounds')).to.equal(boundsTable());
  });

  it('the table says what is true', () => {
    const lines = statusTable()
      .split('\n')
      .map((line) => line.replaceAll(/ +/g, ' '));
    expect(lines).to.include('| 501 | Not Implemented | HttpError | no |');
    expect(lines).to.include('| 524 | Cloudflare: a timeout occurred | HttpError | yes |');
    expect(lines).to.include('| 429 | Too Many Requests | RateLimitError | yes |');
    expect(lines).to.include('| other 5xx | | HttpError | yes |');
    expect(lines).to.include('| other 4xx | | HttpError | no |');
  });

  it('a table is aligned as the formatter aligns it', () => {
    expect(tableOf(['a', 'bb'], [['long', 'x']])).to.equal('| a    | bb |\n| ---- | -- |\n| long | x  |');
  });
});
