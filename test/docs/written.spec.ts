import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { boundsTable } from './bounds.js';
import { FEEDS, feedsTable } from './feeds.js';
import { statusTable } from './statuses.js';
import { accountVariables, OTHER_VARIABLES } from './variables.js';
import { partOf, tableOf } from './written.js';

describe('what tests write into the guide', () => {
  it('docs/limits-and-retries.md has the table of statuses as the code treats them (npm run docs writes it)', () => {
    expect(partOf('limits-and-retries.md', 'statuses')).to.equal(statusTable());
  });

  it('docs/reliability.md has the bound of each attack (npm run docs writes it)', () => {
    expect(partOf('reliability.md', 'bounds')).to.equal(boundsTable());
  });

  it('docs/live-monitor.md has each feed of each source (npm run docs writes it)', () => {
    expect(partOf('live-monitor.md', 'feeds')).to.equal(feedsTable());
    expect(Object.values(FEEDS).every((feeds) => feeds.every(({ reads, gives }) => reads && gives))).to.equal(
      true,
    );
  });

  it('docs/command-line.md has each variable that holds an account (npm run docs writes it)', () => {
    expect(partOf('command-line.md', 'variables')).to.equal(accountVariables());
  });

  for (const variable of OTHER_VARIABLES)
    it(`docs/command-line.md says what ${variable} is for`, () => {
      const page = readFileSync('docs/command-line.md', 'utf8');
      expect(page.split('## Environment')[1]).to.include(`| \`${variable}\``);
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
