import { expect } from 'chai';
import { link, single } from '../../src/paging/index.js';
import { firstOf, nextOf, testNext, totalOf } from '../support/paging.js';

describe('link', () => {
  describe('in the body', () => {
    testNext(link({ link: 'links.next' }), [
      [
        'an absolute link',
        { body: { links: { next: 'https://api.acme.test/v1/things?c=2' } } },
        'https://api.acme.test/v1/things?c=2',
      ],
      [
        'a relative link',
        { body: { links: { next: '/v1/things?c=2' } } },
        'https://api.acme.test/v1/things?c=2',
      ],
      ['a query alone', { body: { links: { next: '?c=2' } } }, 'https://api.acme.test/v1/things?c=2'],
      [
        'another host: the client decides',
        { body: { links: { next: 'https://evil.test/' } } },
        'https://evil.test/',
      ],
      ['null ends', { body: { links: { next: null } } }, 'end'],
      ['absent ends', { body: {} }, 'end'],
      ['empty ends', { body: { links: { next: '' } } }, 'end'],
      ['spaces end', { body: { links: { next: ' \n' } } }, 'end'],
      [
        'a link between spaces',
        { body: { links: { next: ' ?c=2 ' } } },
        'https://api.acme.test/v1/things?c=2',
      ],
      ['no address', { body: { links: { next: 'https://' } } }, 'paging-missing-cursor'],
      [
        'an empty page goes on',
        { body: { data: [], links: { next: '?c=2' } } },
        'https://api.acme.test/v1/things?c=2',
      ],
    ]);
  });

  describe('in a Link header', () => {
    const next = 'https://api.acme.test/v1/things?page=2';
    const headers: readonly (readonly [header: string, expected: string])[] = [
      [`<${next}>; rel="next"`, next],
      [`<${next}>; rel=next`, next],
      [`<${next}>;rel="next"`, next],
      [`<${next}> ; rel = "next"`, next],
      [`<${next}>; REL="NEXT"`, next],
      [`<${next}>; rel="prefetch next"`, next],
      [`<https://x.test/a>; rel="prev", <${next}>; rel="next"`, next],
      [`<${next}>; rel="next", <https://x.test/z>; rel="last"`, next],
      [`<https://x.test/a,b;c>; rel="prev", <${next}>; rel="next"`, next],
      [`<${next}>; title="one, two; rel=prev"; rel="next"`, next],
      [`<${next}>; title="a \\"quoted\\" word, <x>; rel=prev"; rel=next`, next],
      [`<https://x.test/a>; title="rel=\\"next\\"", <${next}>; rel="next"`, next],
      [`<${next}>; crossorigin; rel="next"`, next],
      [`<https://x.test/a>; rel="prev"; rel="next"`, 'end'],
      [`<https://x.test/a>; rel="nextish"`, 'end'],
      [`<https://x.test/a>; xrel="next"`, 'end'],
      [`<https://x.test/a>; rel="prev"`, 'end'],
      ['</v1/things?page=2>; rel="next"', next],
      ['<?page=2>; rel="next"', next],
      ['<>; rel="next"', 'end'],
      ['< >; rel="next"', 'end'],
      [`<${next}>; rel='next'`, next],
      [`,, <https://x.test/a>; rel=prev,, <${next}>; rel='next',`, next],
      // What cannot be read may well be the link to the next page.
      [`<${next}> rel="next"`, 'paging-missing-cursor'],
      [`<${next}>; rel="next`, 'paging-missing-cursor'],
      [`<${next}>; rel='prev next'`, 'paging-missing-cursor'],
      [`<https://x.test/a>; rel="prev", <${next}; rel="next"`, 'paging-missing-cursor'],
      [`next <https://x.test/a>; rel="prev"`, 'paging-missing-cursor'],
      [`<https://x.test/a> rel="prev"`, 'end'],
      ['', 'end'],
      ['rel="next"', 'paging-missing-cursor'],
      ['<unclosed; rel="next"', 'paging-missing-cursor'],
      ['https://api.acme.test/v1/things?page=2', 'paging-missing-cursor'],
      ['<https://>; rel="next"', 'paging-missing-cursor'],
    ];
    for (const [header, expected] of headers) {
      it(header === '' ? 'an empty header' : header, () => {
        expect(nextOf(link(), { headers: { link: header } })).to.equal(expected);
      });
    }

    it('no header ends', () => {
      expect(nextOf(link(), {})).to.equal('end');
    });

    it('a title of 12 MiB', () => {
      const header = `<${next}>; title="${'\\"a'.repeat(4 * 2 ** 20)}"; rel="next"`;
      expect(nextOf(link(), { headers: { link: header } })).to.equal(next);
    });

    it('a header made to be slow is read in no time', () => {
      // In proportion to the square it would take an hour.
      const header = `<a>${'; x="'.repeat(400_000)}${' '.repeat(400_000)}`;
      expect(nextOf(link(), { headers: { link: header } })).to.equal('end');
    });
  });

  it('starts with the size alone; tells the total', () => {
    expect(firstOf(link(), { page: 3 }, 50)).to.deep.equal({ limit: '50' });
    expect(totalOf(link({ total: 'n' }), { body: { n: 4 } })).to.equal(4);
  });
});

describe('single', () => {
  it('is one page, and says where a server tells of another', () => {
    expect(nextOf(single(), { body: { data: [1], next: '?page=2' } })).to.equal('end');
    expect(nextOf(single(), { body: { data: [1], has_more: true } })).to.equal('paging-past-limit');
    expect(firstOf(single(), { page: 2 })).to.deep.equal({});
    expect(single({ items: '' }).items).to.equal('');
  });
});
