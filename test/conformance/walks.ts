import { firstValueFrom, map, tap, toArray } from 'rxjs';
import { either as E, option as O } from 'fp-ts';
import type { CatalogEntry } from '../../src/cli/catalog.js';
import type { Clients } from '../../src/cli/session.js';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import type { ClientOptions, ListOptions } from '../../src/walk/index.js';
import { defaultTransport } from '../../src/http/default-transport.js';
import { exactNumbers } from '../../src/http/exact-numbers.js';
import { parseJson } from '../../src/http/json.js';
import { revealHeaders, type Transport } from '../../src/http/transport.js';
import { clientFor } from '../support/providers.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { clockOfSandbox } from '../support/clock-of-sandbox.js';
import type { SentRequest } from './request.js';

/** One request with its reply, as they went over the wire. */
export interface Exchange {
  readonly sent: SentRequest;
  readonly status: number;
  readonly body: unknown;
}

/** What came out of one walk. */
export interface Walked {
  readonly exchanges: readonly Exchange[];
  readonly pages: number;
  /** Items as the library gives them. */
  readonly items: readonly unknown[];
  /** Why the walk ended. */
  readonly end: string | undefined;
}

/** What of an address is not the path of an operation, where it is more than the sandbox's prefix and a version at the front. */
const ROOTS: Readonly<Partial<Record<ProviderName, RegExp>>> = {
  keygen: /^.*?\/v1(\/accounts\/[^/]+)?(?=\/)/,
};

const rootOf = (provider: ProviderName): RegExp =>
  ROOTS[provider] ?? new RegExp(String.raw`^(?:/${provider})?(?:/v\d+)?(?=/)`);

export const sentOf = (
  provider: ProviderName,
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: string,
): SentRequest => {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.replace(rootOf(provider), '');
  const lowered = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return { method, path, query: [...searchParams], headers: Object.fromEntries(lowered), body };
};

const parsed = (text: string): unknown => {
  const result = parseJson(text, 64, exactNumbers);
  return E.isRight(result) ? result.right : undefined;
};

/** A transport that keeps what went by. */
const recording = (provider: ProviderName, exchanges: Exchange[]): Transport => {
  const transport = defaultTransport();
  return (request) => {
    const { method, url, body } = request;
    const sent = sentOf(provider, method, url, revealHeaders(request), body);
    return transport(request).pipe(
      map(({ status, header, text }) => ({
        status,
        header,
        text: (maxBytes) => {
          let whole = '';
          return text(maxBytes).pipe(
            tap({
              next: (piece) => (whole += piece),
              complete: () => exchanges.push({ sent, status, body: parsed(whole) }),
            }),
          );
        },
      })),
    );
  };
};

/** The clients of a sandbox, and what they exchange with it. */
export interface Recorded {
  readonly clients: { readonly [P in ProviderName]: NonNullable<Clients[P]> };
  readonly exchanges: Readonly<Record<ProviderName, Exchange[]>>;
}

/** Returns clients of all providers that talk to a sandbox and keep what they say. */
export const recordedClients = (box: Sandbox): Recorded => {
  const each = <A>(of: (provider: ProviderName) => A): Record<ProviderName, A> =>
    Object.fromEntries(PROVIDERS.map((provider) => [provider, of(provider)])) as Record<ProviderName, A>;
  const exchanges = each((): Exchange[] => []);
  const optionsOf = (provider: ProviderName): ClientOptions => ({
    transport: recording(provider, exchanges[provider]),
    limiter: false,
    retry: false,
    scheduler: clockOfSandbox(box),
  });
  return {
    exchanges,
    clients: each((provider) =>
      clientFor(provider, { ...box[provider], ...optionsOf(provider) }),
    ) as Recorded['clients'],
  };
};

/** Walks a list to its end, and gives what went over the wire meanwhile. */
export const walked = async (
  { clients, exchanges }: Recorded,
  entry: CatalogEntry,
  params: Readonly<Record<string, unknown>>,
  options: ListOptions,
): Promise<Walked> => {
  const log = exchanges[entry.provider];
  const from = log.length;
  const pages = await firstValueFrom(entry.list(clients, params, options).pages().pipe(toArray()));
  return {
    exchanges: log.slice(from),
    pages: pages.length,
    items: pages.flatMap(({ items }) => items),
    end: O.toUndefined(O.chain(({ end }: (typeof pages)[number]) => end)(O.fromNullable(pages.at(-1)))),
  };
};
