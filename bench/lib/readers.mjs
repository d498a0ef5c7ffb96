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

/** Texts for each reader: what a beginning, so many repetitions of one part, and an end make. */
const ATTACKS = {
  body: [
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
  address: ['?', '&', '?a', '&token=', '%', '@', '#', '?%', '/@'].map((pump) => sized('?', pump)),
  repeated: [
    ...['a', 'sk-', 'sk-aaaaaaaa-', '/', '\\', '\\/', '%', '%25', '%2525', '%5c', 'é-', '%c3%a9', '\\u0061'],
    ...['\\u005c', '\\\\u002f', '%5cu005c', 'Bearer '],
  ].map((pump) => sized('', pump)),
  cause: ['a', 'a1', 'token', 'token=', 'bearer ', '"token":"', ' ', '=', 'key  '].map((pump) =>
    sized('', pump),
  ),
  retryAfter: [
    sized('', '1'),
    sized('', '1h'),
    sized('', '1.'),
    sized('Thu, ', '12:00:0'),
    sized('2026-01-15 12:00', ' '),
  ],
  link: ['<', '<>', '<>;', '<a>; x="', '; x="', '<a>;a=\\"', ' ', '<a>; rel="a "', '<a>;  ', '"'].flatMap(
    (pump) => [sized('', pump), sized('<a>', pump), sized('<a>; rel="', pump)],
  ),
  limits: [sized('', '1'), sized('', '1h'), sized('', ' '), sized('1', ' ', '1')],
};

const MODULES = [
  ...['http/json', 'http/redact', 'pace/waits', 'paging/links', 'pace/learned-limits'],
  ...['http/known-secrets', 'http/secret', 'http/exact-numbers'],
];

/** @typedef {{ start: string, pump: string, textOf: (length: number) => string }} Attack */

/**
 * @param {string} modules
 * @returns {Promise<{ name: string, run: (text: string) => unknown, attacks: Attack[] }[]>}
 */
export const readersOf = async (modules) => {
  const [json, redact, waits, links, learned, known, { secret }, { exactNumbers }] = await Promise.all(
    MODULES.map((name) => load(modules, `src/${name}.js`)),
  );
  const secrets = known.knownSecrets();
  for (const value of CREDENTIALS) secrets.note({ authorization: secret(value) });
  const limits = { window: 'w', limit: 'l', remaining: 'r', reset: 't' };
  const reader = (name, attacks, run) => ({ name, run, attacks });
  return [
    reader('a body (parseJson)', ATTACKS.body, (text) => json.parseJson(text, 64, exactNumbers)),
    reader('the address in an event (redactRequest)', ATTACKS.address, (text) =>
      redact.redactRequest('GET', `https://a.test/${text}`),
    ),
    reader('what a server repeats (KnownSecrets.hide)', ATTACKS.repeated, (text) => secrets.hide(text)),
    reader('the cause of a credential (reducedCause)', ATTACKS.cause, (text) => redact.reducedCause(text)),
    reader('Retry-After (waitOfText)', ATTACKS.retryAfter, (text) => waits.waitOfText(text, NOW)),
    reader('Link (linkWithRel)', ATTACKS.link, (text) => links.linkWithRel(text, 'next')),
    reader('limits (readLimits)', ATTACKS.limits, (text) => learned.readLimits(() => text, limits, NOW)),
  ];
};
