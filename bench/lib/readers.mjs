// What reads the texts of a server, beside expressions, and texts made to be slow for each.
import { load } from './headwater.mjs';

const sized = (start, pump, end = '') => ({
  start,
  pump,
  textOf: (length) => start + pump.repeat(Math.max(1, Math.floor(length / pump.length))) + end,
});

const NOW = Date.UTC(2026, 0, 15);

/** @returns { name, run, attacks } of each */
export const readersOf = async (dist) => {
  const [{ parseJson }, { redactRequest }, { waitOfText }, { linkWithRel }, { readLimits }] =
    await Promise.all(
      ['http/json', 'http/redact', 'http/waits', 'paging/links', 'http/learned-limits'].map((name) =>
        load(dist, `src/${name}.js`),
      ),
    );
  const limits = { window: 'w', limit: 'l', remaining: 'r', reset: 't' };
  return [
    {
      name: 'a body (parseJson)',
      run: (text) => parseJson(text, 64),
      attacks: [
        ...['[', '[[{"a":', '{"a":[1,', '{"}":', '[ ', '{"a":"\\"]",', '[{"abcdefghijklmnopqrstuvwxyz":'].map(
          (pump) => sized('', pump),
        ),
        sized('[', '12345678901234567,', '1]'),
        sized('[', '1'),
        sized('"', '\\"'),
        sized('', ' '),
        sized('[1e', '9', ']'),
        sized('[', '{"__proto__":1},', '1]'),
      ],
    },
    {
      name: 'the address in an event (redactRequest)',
      run: (text) => redactRequest('GET', `https://a.test/${text}`),
      attacks: ['?', '&', '?a', '&token=', '%', '@', '#', '?%', '/@'].map((pump) => sized('?', pump)),
    },
    {
      name: 'Retry-After (waitOfText)',
      run: (text) => waitOfText(text, NOW),
      attacks: [
        sized('', '1'),
        sized('', '1h'),
        sized('', '1.'),
        sized('Thu, ', '12:00:0'),
        sized('2026-01-15 12:00', ' '),
      ],
    },
    {
      name: 'Link (linkWithRel)',
      run: (text) => linkWithRel(text, 'next'),
      attacks: [
        '<',
        '<>',
        '<>;',
        '<a>; x="',
        '; x="',
        '<a>;a=\\"',
        ' ',
        '<a>; rel="a "',
        '<a>;  ',
        '"',
      ].flatMap((pump) => [sized('', pump), sized('<a>', pump), sized('<a>; rel="', pump)]),
    },
    {
      name: 'limits (readLimits)',
      run: (text) => readLimits(() => text, limits, NOW),
      attacks: [sized('', '1'), sized('', '1h'), sized('', ' '), sized('1', ' ', '1')],
    },
  ];
};
