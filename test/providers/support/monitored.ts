import {
  asyncScheduler,
  concatMap,
  filter,
  firstValueFrom,
  from,
  lastValueFrom,
  reduce,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
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

/** Timers run on real time, and ranges are made by the sandbox's clock. */
const clockOf = (box: Sandbox): SchedulerLike => ({
  now: () => box.control.now().getTime(),
  schedule: asyncScheduler.schedule.bind(asyncScheduler),
});

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
    this.monitor = createMonitor(sources, { scheduler: clockOf(box), frameMs: 0, always: true, ...options });
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
