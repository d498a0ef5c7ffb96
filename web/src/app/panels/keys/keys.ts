import { CdkFixedSizeVirtualScroll, CdkVirtualForOf, CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, computed, DestroyRef, effect, inject, signal, untracked, viewChild } from '@angular/core';
import type { CredentialRow, Coverage, Table } from 'headwater/monitor';
import { amountText, compact, leading, madeOf, moneyExact, NOTHING, whole } from '../../lib/format';
import { ago, day, span } from '../../lib/times';
import { KEY_VIEWS, keyViewOf } from '../../lib/key-views';
import { NOT_UNDERSTOOD } from '../../lib/shape';
import { WINDOW_WORDS } from '../../lib/url-state';
import { CoverageBadge } from '../../parts/coverage';
import { DriftChip } from '../../parts/drift-chip';
import { Empty } from '../../parts/empty';
import { Skeleton } from '../../parts/skeleton';
import { Clock } from '../../state/clock';
import { Exporter } from '../../state/exporter';
import { Live } from '../../state/live';
import { Page } from '../../state/page';
import { Sources } from '../../state/sources';
import { Chunks } from './keys-source';

interface Column {
  readonly id: string;
  readonly word: string;
  /** What it is sorted by; none, where it cannot be. */
  readonly sort?: string;
  readonly right?: boolean;
}

const COLUMNS: readonly Column[] = [
  { id: 'status', word: 'Status', sort: 'status' },
  { id: 'name', word: 'Name', sort: 'name' },
  { id: 'owner', word: 'Owner', sort: 'owner' },
  { id: 'project', word: 'Project', sort: 'project' },
  { id: 'scope', word: 'Scope', sort: 'privilege' },
  { id: 'created', word: 'Created', sort: 'createdAt' },
  { id: 'used', word: 'Last used', sort: 'lastUsed' },
  { id: 'expires', word: 'Expires', sort: 'expiresAt' },
  { id: 'cost', word: 'Cost', sort: 'cost', right: true },
  { id: 'requests', word: 'Requests', sort: 'requests', right: true },
  { id: 'findings', word: 'Findings', sort: 'findings' },
];

const STATUS: Readonly<Record<CredentialRow['status'], readonly [shape: string, tone: string]>> = {
  active: ['●', 'ok'],
  expired: ['■', 'warn'],
  revoked: ['✕', 'quiet'],
  suspended: ['❚❚', 'warn'],
  vanished: ['○', 'quiet'],
  unknown: ['?', 'quiet'],
};

const EVIDENCE: Readonly<Record<string, string>> = {
  provider: 'provider',
  usage: 'usage',
  request_log: 'request log',
  bearer_log: 'log of the bearer',
};

const WIDE_PX = 40;
const CARD_PX = 208;

/** P6: every key, with who has it, what it costs and when it was used. */
@Component({
  selector: 'hw-keys',
  imports: [
    CdkFixedSizeVirtualScroll,
    CdkVirtualForOf,
    CdkVirtualScrollViewport,
    CoverageBadge,
    DriftChip,
    Empty,
    Skeleton,
  ],
  templateUrl: './keys.html',
})
export class Keys {
  protected readonly page = inject(Page);
  protected readonly clock = inject(Clock);
  private readonly live = inject(Live);
  protected readonly sources = inject(Sources);
  private readonly exporter = inject(Exporter);
  private readonly viewport = viewChild(CdkVirtualScrollViewport);
  protected readonly columns = COLUMNS;
  protected readonly views = KEY_VIEWS;
  protected readonly windowWords = WINDOW_WORDS;
  protected readonly narrow = signal(false);
  protected readonly rowPx = computed(() => (this.narrow() ? CARD_PX : WIDE_PX));
  private readonly query = computed(() => this.exporter.keysQuery(), {
    equal: (a, b) => JSON.stringify(a) === JSON.stringify(b),
  });
  private readonly chunks = signal<Chunks | undefined>(undefined);
  /** Grows whenever rows came. */
  private readonly version = signal(0);
  protected readonly head = signal<
    { total: number; coverage: Coverage; asOf: string | undefined } | undefined
  >(undefined);
  protected readonly reading = signal(true);
  /** Why there is nothing to show. */
  protected readonly refused = signal<string | undefined>(undefined);
  protected readonly indices = computed(() =>
    Array.from({ length: this.head()?.total ?? 0 }, (_, index) => index),
  );
  protected readonly view = computed(() => keyViewOf(this.page.look().view));
  protected readonly sort = computed(() => this.query().sort ?? 'name');
  protected readonly filters = computed(
    () =>
      Object.keys(this.page.keysWhere()).length +
      Number(this.page.look().text !== '') +
      Number(this.page.look().view !== 'all'),
  );
  /** While a row has the focus or the pointer, rows keep their place. */
  private readonly held = signal(false);

  constructor() {
    const media = matchMedia('(max-width: 760px)');
    const fit = (): void => this.narrow.set(media.matches);
    fit();
    media.addEventListener('change', fit);
    inject(DestroyRef).onDestroy(() => media.removeEventListener('change', fit));

    effect((onCleanup) => {
      const query = this.query();
      this.page.refreshes();
      if (this.page.hidden()) return;
      this.reading.set(true);
      const chunks = new Chunks(
        (place) => this.live.checked('credentials', this.live.monitor.credentials({ ...query, ...place })),
        (table) => this.heard(chunks, table),
      );
      untracked(() => {
        chunks.show(this.viewport()?.getRenderedRange() ?? { start: 0, end: 1 });
        this.next = chunks;
      });
      onCleanup(() => chunks.close());
    });
    effect((onCleanup) => {
      const rowPx = this.rowPx();
      const rendered = this.viewport()?.renderedRangeStream.subscribe((range) => {
        this.next?.show(range);
        this.top.set(-range.start * rowPx);
      });
      onCleanup(() => rendered?.unsubscribe());
    });
    effect(() => {
      this.query();
      untracked(() => this.viewport()?.scrollToIndex(0));
    });
  }

  /** The rows that are asked for; those of the query before are shown until they come. */
  private next: Chunks | undefined;

  private heard(chunks: Chunks, table: Table<CredentialRow> | undefined): void {
    this.refused.set(table === undefined ? NOT_UNDERSTOOD : undefined);
    if (table === undefined || table.state === 'reading') return;
    if (this.chunks() === chunks && (this.page.paused() || this.held())) {
      if (this.page.paused()) this.live.held.update((count) => count + 1);
      return;
    }
    const head = { total: table.total, coverage: table.coverage, asOf: table.asOf };
    this.head.set(head);
    this.chunks.set(chunks);
    this.reading.set(false);
    this.version.update((version) => version + 1);
  }

  protected row(index: number): CredentialRow | undefined {
    this.version();
    return this.chunks()?.row(index);
  }

  protected hold(on: boolean): void {
    this.held.set(on);
    if (!on) this.version.update((version) => version + 1);
  }

  protected ariaSort({ sort }: Column): string | null {
    if (sort === undefined) return null;
    return this.sort() === sort ? 'ascending' : this.sort() === `-${sort}` ? 'descending' : 'none';
  }

  protected sortBy({ sort }: Column): void {
    if (sort === undefined) return;
    this.page.change({ sort: this.sort() === `-${sort}` ? sort : `-${sort}` });
  }

  /** Sorts by the next column. */
  sortNext(): void {
    const sorts = COLUMNS.map(({ sort }) => sort).filter((sort) => sort !== undefined);
    const place = sorts.findIndex((sort) => this.sort().replace('-', '') === sort);
    this.page.change({ sort: `-${sorts[(place + 1) % sorts.length] ?? 'cost'}` });
  }

  protected choose(view: string): void {
    this.page.change({ view });
  }

  protected status({ status }: CredentialRow): { shape: string; tone: string } {
    const [shape, tone] = STATUS[status];
    return { shape, tone };
  }

  protected kind({ kind }: CredentialRow): string {
    return kind.replace('_', ' ');
  }

  protected owner(row: CredentialRow): string {
    return row.ownerName ?? row.owner?.name ?? row.owner?.id ?? NOTHING;
  }

  /** A word on the owner, where it is not just active. */
  protected ownerState({ ownerStatus, ownerAccess }: CredentialRow): string {
    if (ownerStatus !== undefined && ownerStatus !== 'active' && ownerStatus !== 'unknown')
      return ownerStatus;
    return ownerAccess === 'inactive' ? 'no access' : '';
  }

  protected project({ projectName, scopeContainer }: CredentialRow): string {
    return projectName ?? scopeContainer?.id ?? NOTHING;
  }

  protected scope({ scopes, privilege }: CredentialRow): string {
    if (privilege !== 'unknown') return privilege;
    return scopes === undefined ? 'not reported' : scopes.length === 0 ? 'none' : scopes.join(', ');
  }

  protected used({ lastUsed }: CredentialRow): { text: string; evidence: string; quiet: boolean } {
    switch (lastUsed.state) {
      case 'used':
        return {
          text: ago(lastUsed.at, this.clock.now()),
          evidence: EVIDENCE[lastUsed.evidence] ?? '',
          quiet: false,
        };
      case 'never':
        return { text: 'never', evidence: 'provider', quiet: false };
      case 'no_record':
        return { text: 'no record', evidence: `since ${day(lastUsed.since, this.page.zone())}`, quiet: true };
      case 'not_reported':
        return { text: 'not reported', evidence: '', quiet: true };
    }
  }

  protected created({ createdAt }: CredentialRow): string {
    return createdAt === undefined ? NOTHING : span(this.clock.now() - Date.parse(createdAt));
  }

  protected expires({ expiresAt }: CredentialRow): { text: string; soon: boolean } {
    if (expiresAt === undefined) return { text: NOTHING, soon: false };
    if (expiresAt === null) return { text: 'never', soon: false };
    const left = Date.parse(expiresAt) - this.clock.now();
    return left < 0
      ? { text: `${span(left)} ago`, soon: false }
      : { text: `in ${span(left)}`, soon: left < 14 * 86_400_000 };
  }

  protected date(iso: string | null | undefined): string {
    return typeof iso === 'string' ? day(iso, this.page.zone()) : '';
  }

  protected cost({ cost }: CredentialRow): { text: string; exact: string } {
    const { lead, rest } = leading(cost, this.page.currency());
    return lead === undefined
      ? { text: NOTHING, exact: 'no cost reported' }
      : {
          text: amountText(lead),
          exact: [lead, ...rest]
            .map((each) => `${moneyExact(each)} ${each.basis.replace('_', ' ')}${madeOf(each, 'days')}`)
            .join('; '),
        };
  }

  protected readonly compact = compact;
  protected readonly whole = whole;
  /** The head of the table stays in sight while what is below it moves. */
  protected readonly top = signal(0);
}
