import { concatMap, filter, firstValueFrom, from, lastValueFrom, reduce, type Observable } from 'rxjs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createMonitor, type Monitor, type MonitorOptions, type Source } from '../../../src/monitor/index.js';
import type {
  SourceRow,
  SpendQuery,
  SpendTable,
  TableQuery,
  CredentialRow,
  FeedRecord,
  Table,
} from '../../../src/monitor/index.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../src/sandbox/index.js';
import { clockOfSandbox } from '../../support/clock-of-sandbox.js';
import { Clock } from '../../monitor/support/clock.js';

const ready = <T extends { readonly state: string }>(view: Observable<T>): Promise<T> =>
  firstValueFrom(view.pipe(filter(({ state }) => state === 'ready')));

/** A sandbox that a monitor looks at. */
export class Watched {
  readonly monitor: Monitor;

  constructor(
    readonly box: Sandbox,
    readonly sources: readonly Source[],
    options: MonitorOptions,
  ) {
    this.monitor = createMonitor(sources, {
      scheduler: clockOfSandbox(box),
      frameMs: 0,
      always: true,
      ...options,
    });
  }

  /** Waits until every feed has been read, or has failed. */
  readAll(): Promise<readonly SourceRow[]> {
    const isRead = ({ lastSuccessAt, error }: SourceRow): boolean =>
      lastSuccessAt !== undefined || error !== undefined;
    return firstValueFrom(this.monitor.sources$.pipe(filter((rows) => rows.every(isRead))));
  }

  spend(query: SpendQuery): Promise<SpendTable> {
    return ready(this.monitor.spend({ limit: 500, ...query }));
  }

  credentials(query: TableQuery = {}): Promise<Table<CredentialRow>> {
    return ready(this.monitor.credentials({ limit: 500, ...query }));
  }

  /** Every credential, page by page. */
  async allCredentials(): Promise<readonly CredentialRow[]> {
    const rows: CredentialRow[] = [];
    for (;;) {
      const page = await this.credentials({ offset: rows.length });
      rows.push(...page.rows);
      if (page.rows.length === 0 || rows.length >= page.total) return rows;
    }
  }

  /** Every record of the first reading of all feeds of a source. */
  read(name: string): Promise<readonly FeedRecord[]> {
    const source = this.sources.find((each) => each.name === name);
    const feeds = source?.feeds ?? [];
    const start = { source: name, now: this.box.control.now(), mark: undefined };
    return lastValueFrom(
      from(feeds).pipe(
        concatMap((feed) => feed.read(start)),
        reduce((all: readonly FeedRecord[], { records }) => [...all, ...records], []),
      ),
    );
  }

  async close(): Promise<void> {
    this.monitor.close();
    await this.box.close();
  }
}

/** Starts a sandbox and a monitor of it. */
export const watched = async (
  sourcesOf: (box: Sandbox) => readonly Source[],
  sandbox: SandboxOptions = {},
  options: MonitorOptions = {},
): Promise<Watched> => {
  const box = await startSandbox({ scale: 0.02, rateLimits: false, ...sandbox });
  return new Watched(box, sourcesOf(box), options);
};

/** Spend by id, without what cost nothing: the rows of a table as the control of a sandbox tells them. */
export const amountsOf = (table: SpendTable): Readonly<Record<string, string>> =>
  Object.fromEntries(
    table.rows.flatMap(({ ref, cost }) =>
      cost.length === 0
        ? []
        : [[ref?.id ?? 'null', cost.map(({ amount, currency }) => `${amount} ${currency}`).join(' + ')]],
    ),
  );

/** Less than after which a reading counts as stalled: requests take real time. */
const STEP_MS = 240_000;

/** A monitor and a sandbox on one clock that a test moves: requests take real time, and everything else none. */
export class Stepped {
  readonly clock: Clock;
  readonly monitor: Monitor;
  #rows: readonly SourceRow[] = [];
  #isClosed = false;

  constructor(
    readonly box: Sandbox,
    readonly sources: readonly Source[],
    options: MonitorOptions = {},
  ) {
    this.clock = new Clock(box.control.now().getTime());
    this.monitor = createMonitor(sources, { scheduler: this.clock, frameMs: 0, rules: [], ...options });
    this.monitor.sources$.subscribe((rows) => (this.#rows = rows));
  }

  get #waiting(): readonly string[] {
    return this.#rows
      .filter(({ nextPollAt = '' }) => !(Date.parse(nextPollAt) > this.clock.now()))
      .map(({ feed, nextPollAt }) => `${feed}, due at ${String(nextPollAt)}`);
  }

  /** Waits until every feed that is due has been read: for as long as the test runs, however slow the machine is. */
  async settle(): Promise<readonly SourceRow[]> {
    while (!this.#isClosed) {
      this.clock.advance(0);
      if (this.#waiting.length === 0) return this.#rows;
      await nextTurn();
    }
    throw new Error(`the feeds do not come to rest: ${this.#waiting.join(', ')}`);
  }

  /** Moves the monitor's clock on, and reads what is due. */
  async advance(ms: number): Promise<readonly SourceRow[]> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      this.clock.advance(Math.min(left, STEP_MS));
      await this.settle();
    }
    return this.#rows;
  }

  /** Moves both clocks on by so many ticks of the sandbox. */
  async tick(count: number, tickMs: number): Promise<readonly SourceRow[]> {
    for (let turn = 0; turn < count; turn += 1) {
      this.box.control.tick();
      await this.advance(tickMs);
    }
    return this.#rows;
  }

  /** The present value of a view. */
  async see<T>(view: Observable<T>): Promise<T> {
    await this.settle();
    let last: T | undefined;
    const subscription = view.subscribe((value) => (last = value));
    this.clock.advance(1);
    subscription.unsubscribe();
    if (last === undefined) throw new Error('a view without a value');
    return last;
  }

  /** Ends the monitor, and leaves the sandbox. */
  leave(): void {
    this.#isClosed = true;
    this.monitor.close();
  }

  async close(): Promise<void> {
    this.leave();
    await this.box.close();
  }
}
