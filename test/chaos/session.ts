import * as t from 'io-ts';
import { Observable, of, timer } from 'rxjs';
import { retryBudget } from '../../operators/retryBudget.js';
import { int, secretString } from '../../src/codec/index.js';
import {
  bearer,
  createClient,
  defineEndpoint,
  keyHeader,
  type Auth,
  type Client,
  type ClientEvent,
  type ClientOptions,
  type Credential,
  type Listing,
  type ListOptions,
  type Provider,
} from '../../src/walk/index.js';
import { atPath } from '../../src/paging/index.js';
import { option as O } from 'fp-ts';
import { CREDENTIALS } from './canaries.js';
import { Clock } from './clock.js';
import { MAX_WAIT_MS } from './faults.js';
import { CURSOR_FAMILIES, ORIGIN, PATH, protocolOf } from './protocol.js';
import { LIMITS } from './replies.js';
import type { Scenario } from './scenario.js';
import { ModelServer } from './server.js';
import type { Walk } from './walks.js';
import { BEHIND } from './world.js';

const thing = t.type({ id: t.string, rank: int, key: secretString }, 'Thing');
export type Thing = t.TypeOf<typeof thing>;

const credentialOf = ({ auth, choices }: Scenario): Credential => {
  const text = CREDENTIALS[auth];
  switch (choices.credentialForm) {
    case 'text':
      return text;
    case 'function':
      return () => text;
    case 'promise':
      return () => Promise.resolve(text);
    case 'observable':
      return () => of(text);
  }
};

const authOf = (scenario: Scenario): Auth => {
  const credential = credentialOf(scenario);
  switch (scenario.auth) {
    case 'bearer':
      return bearer(credential);
    case 'apiKeyScheme':
      return { header: 'authorization', scheme: 'Api-Key', credential, option: 'apiKey' };
    case 'license':
      return { header: 'authorization', scheme: 'License', credential, option: 'licenseKey' };
    case 'keyHeader':
      return keyHeader('X-API-Key', credential);
  }
};

const providerOf = (scenario: Scenario): Provider => {
  const auth = authOf(scenario);
  return {
    name: 'chaos',
    baseUrl: ORIGIN,
    auth: () => auth,
    refusal: (body) =>
      atPath(body, 'success') === false ? O.some({ message: String(atPath(body, 'error')) }) : O.none,
    ...(scenario.choices.limiter === 'windows' ? { windows: [WINDOW], maxConcurrency: 3 } : {}),
  };
};

/** The documented limit of the model server, where it has one. */
export const WINDOW = { limit: 4, perMs: 700 } as const;

/** What the consumer has done so far, against which each request is held. */
class Watch {
  readonly broken: string[] = [];
  readonly asked = new Set<number>();
  left = false;
  gates = 0;
  /** Pages that reached the consumer; undefined where it cannot see them. */
  emitted: number | undefined;
  /** Pages that a pulling consumer is through with; undefined where it does not pull. */
  consumed: (() => number) | undefined;

  constructor(readonly scenario: Scenario) {}

  begin(): void {
    this.asked.clear();
    this.left = false;
    this.gates = 0;
    this.emitted = undefined;
    this.consumed = undefined;
  }

  requested(page: number): void {
    const { family, choices } = this.scenario;
    const { concurrency, prefetch, gateMs } = choices;
    // A short page changes the rows that may be wanted: what was asked behind it is dropped, and asked anew.
    if (page < BEHIND) this.asked.add(page);
    const width = CURSOR_FAMILIES.has(family) || gateMs !== undefined ? 1 : concurrency;
    const asked = this.asked.size;
    if (this.left) this.broken.push('a request after the consumer had left');
    if (this.gates > 0) this.broken.push('a request while the gate was shut');
    if (this.emitted !== undefined && asked - this.emitted > (this.emitted === 0 ? 1 : width)) {
      this.broken.push(
        `${String(asked)} pages asked for after ${String(this.emitted)}, width ${String(width)}`,
      );
    }
    if (this.consumed !== undefined && asked - this.consumed() > prefetch + 1) {
      this.broken.push(`${String(asked)} pages pulled, ${String(this.consumed())} consumed`);
    }
  }
}

/** One server on one clock, and the clients that talk to it. */
export class Session {
  readonly clock = new Clock();
  readonly watch: Watch;
  readonly server: ModelServer;
  readonly events: ClientEvent[] = [];
  /** Told of each walk when it is over, before the next one begins. */
  ended: (walk: Walk) => void = () => undefined;

  constructor(
    readonly scenario: Scenario,
    private readonly tamper: (options: ClientOptions) => ClientOptions = (options) => options,
  ) {
    this.watch = new Watch(scenario);
    this.server = new ModelServer(scenario, this.clock, CREDENTIALS[scenario.auth], {
      requested: (page) => {
        this.watch.requested(page);
      },
      broken: (law) => {
        this.watch.broken.push(law);
      },
    });
  }

  /** A client with nothing in common with the ones before: another process, as far as it can tell. */
  client(): Client {
    const { choices } = this.scenario;
    const budget = retryBudget({ capacity: choices.budget });
    this.server.client += 1;
    const client = createClient(
      providerOf(this.scenario),
      this.tamper({
        ...LIMITS,
        transport: this.server.transport,
        scheduler: this.clock,
        maxRetryAfterMs: MAX_WAIT_MS,
        retry: {
          maxAttempts: choices.maxAttempts,
          baseMs: 100,
          maxDelayMs: 1000,
          budget,
          random: () => choices.jitter,
        },
        ...(choices.limiter === 'none' ? { limiter: false } : {}),
      }),
    );
    client.events$.subscribe((event) => this.events.push(event));
    return client;
  }

  list(client: Client, extra: ListOptions = {}): Listing<Thing> {
    const { choices, family, pageSize } = this.scenario;
    const endpoint = defineEndpoint({
      id: 'chaos.things',
      path: PATH,
      paging: protocolOf(family).paging(),
      item: thing,
      key: ['id'],
      limits: { param: 'limit', max: 100 },
    });
    const { concurrency, prefetch, maxItems, maxPages, maxEmptyPages, deadlineMs, onInvalid, gateMs } =
      choices;
    return client.list(
      endpoint,
      {},
      {
        ...{ pageSize, concurrency, prefetch, maxItems, maxPages, maxEmptyPages, deadlineMs, onInvalid },
        ...(gateMs === undefined ? {} : { gate: () => this.#gate(gateMs) }),
        ...extra,
      },
    );
  }

  #gate(ms: number): Observable<unknown> {
    return new Observable((subscriber) => {
      this.watch.gates += 1;
      const shut = timer(ms, this.clock).subscribe(() => {
        this.watch.gates -= 1;
        subscriber.complete();
      });
      return shut;
    });
  }
}
