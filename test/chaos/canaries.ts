import { inspect } from 'node:util';

/** Credentials of the four ways to authorize, as the client gets them. None of them may ever be seen again. */
export const CREDENTIALS = {
  bearer: 'canary-bearer-7f3a9c51',
  apiKeyScheme: 'canary-apikey-1b8d02ee',
  license: 'canary-license-c4417a60',
  keyHeader: 'canary-xapikey-93fe5d2b',
} as const;

export type AuthStyle = keyof typeof CREDENTIALS;

/** What every secret field of an item starts with. */
export const LICENCE_KEY = 'canary-licence-key-';

/** What a value holds that should have been a number, but is not: a report about it must not quote it. */
export const DRIFTED = 'canary-drifted-value-55aa';

const ALL = [...Object.values(CREDENTIALS), LICENCE_KEY, DRIFTED];

/** Returns the canaries that a text holds. */
export const canariesIn = (text: string): readonly string[] => ALL.filter((canary) => text.includes(canary));

const causesOf = (error: unknown): unknown[] => {
  const chain: unknown[] = [];
  for (let each = error; each instanceof Error && !chain.includes(each); each = each.cause) chain.push(each);
  return chain;
};

const asJson = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
};

/** All the ways in which a value ends up in a log. */
export const printed = (value: unknown): string =>
  [
    inspect(value, { depth: 10, showHidden: true, maxArrayLength: null, maxStringLength: null }),
    asJson(value),
    ...causesOf(value).flatMap((each) =>
      each instanceof Error ? [String(each), each.message, each.stack ?? '', asJson(each)] : [],
    ),
  ].join('\n');
