import * as t from 'io-ts';
import { shape } from '../../../src/codec/index.js';
import { isHeadwaterError } from '../../../src/http/errors.js';
import { lastId, type Paging } from '../../../src/paging/index.js';
import {
  defineEndpoint,
  type ClientEvent,
  type ClientOptions,
  type ListOptions,
  type Page,
  type Provider,
} from '../../../src/walk/index.js';
import { acmeClient } from '../../support/acme.js';
import type { Script } from '../../support/fake-transport.js';

/** Something that a server may send to harm whoever reads it, and what it may come to. */
export interface Attack {
  readonly what: string;
  /** What is measured, in words that follow a number. */
  readonly measured: string;
  readonly most: number;
  /** Whether the number hangs on the machine: `npm run chaos` alone holds it against its bound. */
  readonly timed?: true;
  /** Gives NaN where the attack did not come to what it is meant to. */
  readonly measure: () => number | Promise<number>;
}

/** What came of one attack. */
export interface Verdict {
  readonly attack: Attack;
  readonly got: number;
  readonly holds: boolean;
}

/** Carries one attack out. */
export const attacked = async (attack: Attack): Promise<Verdict> => {
  const got = await attack.measure();
  return { attack, got, holds: got <= attack.most };
};

/** What came of one walk against a server that attacks. */
export interface Suffered {
  readonly error: unknown;
  readonly pages: readonly Page<unknown, unknown>[];
  readonly events: readonly ClientEvent[];
  /** Virtual times of the requests. */
  readonly sentAt: readonly number[];
  /** Virtual time of the end. */
  readonly endedAt: number;
  /** How often the codec of the items was asked. */
  readonly asked: number;
}

interface Against {
  readonly paging?: Paging;
  readonly client?: ClientOptions;
  readonly list?: ListOptions;
  readonly provider?: Provider;
  /** Whether nobody listens to the events. */
  readonly unheard?: true;
}

const thingsBy = (paging: Paging, ask: () => void) =>
  defineEndpoint({
    ...{ id: 'acme.things', path: '/things', key: ['id'], limits: { param: 'limit', max: 100 } },
    paging,
    item: shape('Thing', {
      id: new t.Type<string>(
        'Id',
        t.string.is,
        (value, context) => {
          ask();
          return t.string.validate(value, context);
        },
        t.identity,
      ),
    }),
  });

/** Walks a list of a server that attacks, to the end of the walk. */
export const suffer = (script: Script, against: Against = {}): Suffered => {
  const { paging = lastId(), client: options, list, provider, unheard } = against;
  const { client, api } = acmeClient(script, { breaker: false, ...options }, provider);
  let [asked, error, endedAt]: [number, unknown, number] = [0, undefined, NaN];
  const things = thingsBy(paging, () => (asked += 1));
  const events: ClientEvent[] = [];
  if (unheard !== true) client.events$.subscribe((event) => events.push(event));
  const pages: Page<unknown, unknown>[] = [];
  const end = (given?: unknown): void => {
    [error, endedAt] = [given, api.scheduler.now()];
  };
  client
    .list(things, {}, list)
    .pages()
    .subscribe({ next: (page) => pages.push(page), error: end, complete: end });
  api.run();
  return { error, pages, events, sentAt: api.log.map(({ at }) => at), endedAt, asked };
};

/** What was measured, where the walk ended with that error: else the attack was none. */
export const endingWith = (tag: string, { error }: Suffered, measured: number): number =>
  isHeadwaterError(error) && error._tag === tag ? measured : NaN;

export const MIB = 2 ** 20;
