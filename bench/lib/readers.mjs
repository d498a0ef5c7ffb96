// What reads the texts of a server, beside expressions, and texts made to be slow for each.
import { load } from './headwater.mjs';

const sized = (start, pump, end = '') => ({
  start,
  pump,
  textOf: (length) => start + pump.repeat(Math.max(1, Math.floor(length / pump.length))) + end,
});

const NOW = Date.UTC(2026, 0, 15);

/** Credentials of which long texts hold many beginnings. */
const CREDENTIALS = [
  'Bearer sk-aaaaaaaa-1',
  'aaaaaaaaaaab',
  '////////bbbbbb',
  'a/\\/\\/\\b',
  '%%%%%%%%b',
  'é-é-é-é-b',
];

/**
 * @param {string} modules
 * @returns {Promise<{
 *   name: string,
 *   run: (text: string) => unknown,
 *   attacks: { start: string, pump: string, textOf: (length: number) => string }[],
 * }[]>}
 */
export const readersOf = async (modules) => {
  const [
    { parseJson },
    { redactRequest, reducedCause },
    { waitOfText },
    { linkWithRel },
    { readLimits },
    known,
    { secret },
    { exactNumbers },
  ] = await Promise.all(
    [
      ...['http/json', 'http/redact', 'pace/waits', 'paging/links', 'pace/learned-limits'],
      ...['http/known-secrets', 'http/secret', 'http/exact-numbers'],
    ].map((name) => load(modules, `src/${name}.js`)),
  );
  const secrets = known.knownSecrets();
  for (const value of CREDENTIALS) secrets.note({ authorization: secret(value) });
  const limits = { window: 'w', limit: 'l', remaining: 'r', reset: 't' };
  return [
    {
      name: 'a body (parseJson)',
      run: (text) => parseJson(text, 64, exactNumbers),
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
      name: 'what a server repeats (KnownSecrets.hide)',
      run: (text) => secrets.hide(text),
      attacks: [
        ...[
          'a',
          'sk-',
          'sk-aaaaaaaa-',
          '/',
          '\\',
          '\\/',
          '%',
          '%25',
          '%2525',
          '%5c',
          'é-',
          '%c3%a9',
          '\\u0061',
        ],
        ...['\\u005c', '\\\\u002f', '%5cu005c', 'Bearer '],
      ].map((pump) => sized('', pump)),
    },
    {
      name: 'the cause of a credential (reducedCause)',
      run: (text) => reducedCause(text),
      attacks: ['a', 'a1', 'token', 'token=', 'bearer ', '"token":"', ' ', '=', 'key  '].map((pump) =>
        sized('', pump),
      ),
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
