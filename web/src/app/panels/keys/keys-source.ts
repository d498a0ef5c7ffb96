import type { ListRange } from '@angular/cdk/collections';
import type { CredentialRow, Table } from 'headwater/monitor';
import { Subscription, type Observable } from 'rxjs';

/** Rows of one view of the gateway. */
const CHUNK = 100;

/** The chunks that a range of rows touches. */
const chunksOf = ({ start, end }: ListRange): readonly number[] => {
  const first = Math.floor(Math.max(0, start) / CHUNK);
  const last = Math.floor(Math.max(0, end - 1) / CHUNK);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

type Open = (place: {
  readonly offset: number;
  readonly limit: number;
}) => Observable<Table<CredentialRow> | undefined>;

/** Keeps open what is scrolled to, and nothing else: a hundred thousand rows are a few views. */
export class Chunks {
  private readonly open = new Map<number, Subscription>();
  private readonly known = new Map<number, readonly CredentialRow[]>();

  constructor(
    private readonly opening: Open,
    private readonly heard: (table: Table<CredentialRow> | undefined, chunk: number) => void,
  ) {}

  /** Opens the chunks of a range, and closes the others. */
  show(range: ListRange): void {
    const wanted = new Set(chunksOf(range));
    for (const [chunk, subscription] of this.open) {
      if (wanted.has(chunk)) continue;
      subscription.unsubscribe();
      this.open.delete(chunk);
    }
    for (const chunk of wanted) {
      if (this.open.has(chunk)) continue;
      const subscription = new Subscription();
      this.open.set(chunk, subscription);
      subscription.add(
        this.opening({ offset: chunk * CHUNK, limit: CHUNK }).subscribe((table) => {
          if (table?.state === 'ready') this.known.set(chunk, table.rows);
          this.heard(table, chunk);
        }),
      );
    }
  }

  /** A row, where it is known. */
  row(index: number): CredentialRow | undefined {
    return this.known.get(Math.floor(index / CHUNK))?.[index % CHUNK];
  }

  close(): void {
    for (const subscription of this.open.values()) subscription.unsubscribe();
    this.open.clear();
  }
}
