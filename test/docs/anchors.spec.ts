import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { anchorsOf, linksOf, type PageLink } from './anchors.js';

const markdownIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !name.includes('node_modules'))
    .map((name) => join(folder, name));

const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...markdownIn('docs'),
  ...markdownIn('examples'),
];

const read = (page: string): string => readFileSync(page, 'utf8');

/** Whether a link leads to something. */
const leads = (page: string, { path, anchor }: PageLink): boolean => {
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(file)) return false;
  return anchor === undefined || !file.endsWith('.md') || anchorsOf(read(file)).has(anchor);
};

describe('links of the pages', () => {
  for (const page of PAGES) {
    it(`${page} leads to files and headings that there are`, () => {
      const dead = linksOf(read(page)).filter((link) => !leads(page, link));
      expect(dead).to.deep.equal([]);
    });
  }

  it('anchors are those that GitHub gives, outside of code', () => {
    const page =
      '# A `code.name`, and *more*\n\n## [Sub](x.md) part\n\n## Sub part\n\n```sh\n# none\n```\n<a id="own"></a>\n';
    expect([...anchorsOf(page)]).to.deep.equal(['a-codename-and-more', 'sub-part', 'sub-part-1', 'own']);
  });

  it('links are those that stay in the checkout, outside of code', () => {
    const page = '[a](b.md#c) [`d`](#e) ![f](g.svg) [h](https://i.test/#j) `[k](l)`\n\n```md\n[m](n)\n```\n';
    expect(linksOf(page)).to.deep.equal([
      { path: 'b.md', anchor: 'c' },
      { path: '', anchor: 'e' },
      { path: 'g.svg', anchor: undefined },
    ]);
  });
});
