import { Clipboard } from '@angular/cdk/clipboard';
import { inject, Injectable, signal } from '@angular/core';
import type { CredentialRow, Coverage, SpendTable, Table, TableQuery } from 'headwater/monitor';
import { filter, firstValueFrom, type Observable } from 'rxjs';
import { focusRows, spendRows, toCsv, toJson, toNdjson, type About } from '../lib/export';
import type { Origin } from '../lib/chart-data';
import { keyViewOf, whereOf } from '../lib/key-views';
import { prometheusQuery } from '../lib/prometheus';
import { Clock } from './clock';
import { Live } from './live';
import { Page } from './page';

export type Format = 'csv' | 'json' | 'ndjson' | 'focus';

/** The most rows that the gateway gives at a time, and that a file has. */
const PAGE_ROWS = 500;
const MOST_ROWS = 100_000;

/** Undefined where the gateway sends what is no table: the page says so by itself. */
const ready = <T extends { readonly state: string }>(
  table$: Observable<T | undefined>,
): Promise<T | undefined> =>
  firstValueFrom(table$.pipe(filter((table) => table === undefined || table.state === 'ready')));

const flat = (row: CredentialRow): Record<string, unknown> => ({
  name: row.name,
  id: row.id,
  hint: row.hint,
  status: row.status,
  kind: row.kind,
  provider: row.provider,
  source: row.source,
  owner: row.ownerName ?? row.owner?.id,
  ownerStatus: row.ownerStatus,
  project: row.projectName ?? row.scopeContainer?.id,
  privilege: row.privilege,
  scopes: row.scopes?.join(' '),
  createdAt: row.createdAt,
  expiresAt: row.expiresAt === null ? 'never' : row.expiresAt,
  lastUsed: row.lastUsed.state === 'used' ? row.lastUsed.at : row.lastUsed.state,
  evidence: 'evidence' in row.lastUsed ? row.lastUsed.evidence : undefined,
  cost: row.cost?.map(({ amount, currency, basis }) => `${amount} ${currency} ${basis}`).join('; '),
  requests: row.requests,
  findings: row.findings.join(' '),
});

/** Writes what is shown to a file: all rows, not only those on the screen. */
@Injectable({ providedIn: 'root' })
export class Exporter {
  private readonly clock = inject(Clock);
  private readonly live = inject(Live);
  private readonly page = inject(Page);
  private readonly clipboard = inject(Clipboard);
  /** Which figures the chart shows, of those that never add up. */
  readonly origin = signal<Origin | undefined>(undefined);

  /** The query of the table of keys, without its place. */
  keysQuery(): TableQuery {
    const look = this.page.look();
    const view = keyViewOf(look.view);
    return {
      window: look.window,
      sort: view.sort !== undefined && look.sort === '-cost' ? view.sort : look.sort,
      ...(look.text === '' ? {} : { filter: look.text }),
      where: { ...this.page.keysWhere(), ...whereOf(view, this.clock.now()) },
    };
  }

  /** Copies what gives the figures of the chart from the metrics of the gateway. */
  copyQuery(): void {
    this.clipboard.copy(prometheusQuery(this.page.look(), this.origin()));
  }

  async save(format: Format): Promise<void> {
    const isKeys = this.page.tab() === 'keys' && format !== 'focus';
    if (isKeys) await this.saveKeys(format);
    else await this.saveSpend(format);
  }

  private async saveKeys(format: Format): Promise<void> {
    const table = await this.all((place) =>
      this.live.checked('credentials', this.live.monitor.credentials({ ...this.keysQuery(), ...place })),
    );
    if (table === undefined) return;
    const rows = format === 'csv' ? table.rows.map(flat) : table.rows;
    this.write('keys', format, rows, table);
  }

  private async saveSpend(format: Format): Promise<void> {
    const where = this.page.spendWhere();
    const query = {
      by: this.page.by(),
      window: this.page.window(),
      ...(where === undefined ? {} : { where }),
    };
    const table = await this.all<SpendTable['rows'][number], SpendTable>((place) =>
      this.live.checked('spend', this.live.monitor.spend({ ...query, ...place })),
    );
    if (table === undefined) return;
    const rows =
      format === 'csv' ? spendRows(table.rows) : format === 'focus' ? focusRows(table) : table.rows;
    this.write(`spend-by-${query.by}`, format, rows, table);
  }

  private async all<R, T extends Table<R>>(
    page: (place: { offset: number; limit: number }) => Observable<T | undefined>,
  ): Promise<T | undefined> {
    const rows: R[] = [];
    for (;;) {
      const table = await ready(page({ offset: rows.length, limit: PAGE_ROWS }));
      if (table === undefined) return undefined;
      rows.push(...table.rows);
      if (table.rows.length === 0 || rows.length >= table.total || rows.length >= MOST_ROWS)
        return { ...table, rows };
    }
  }

  private write(
    name: string,
    format: Format,
    rows: readonly unknown[],
    { asOf, coverage }: { asOf?: string; coverage: Coverage },
  ): void {
    const about: About = { asOf, coverage, window: this.page.window(), label: this.page.label };
    const isCsv = format === 'csv' || format === 'focus';
    const text = isCsv
      ? toCsv(rows as Record<string, unknown>[], about)
      : format === 'json'
        ? toJson(rows, about)
        : toNdjson(rows, about);
    const ending = isCsv ? 'csv' : format;
    const stamp = (asOf ?? new Date().toISOString()).replace(/[-:]|\.\d+/g, '');
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: isCsv ? 'text/csv' : 'application/json' }));
    link.download =
      ['headwater', ...(this.page.label === undefined ? [] : [this.page.label]), name, stamp].join('-') +
      `.${ending}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
}
