import { NEVER, of, type Observable } from 'rxjs';
import type { BaselineLine, Journal, JournalEntry, Saved } from '../../../src/monitor/journal.js';

const copy = <A>(value: A): A => JSON.parse(JSON.stringify(value)) as A;

/** A journal in memory, in the form that files have, whose process is killed at a write that the test chooses. */
export class MemoryJournal implements Journal {
  baseline: readonly BaselineLine[] | undefined;
  entries: readonly JournalEntry[] = [];
  writes = 0;
  isKilled = false;

  /**
   * @param killAt the write at which the process is killed; no write for none
   * @param isWritten whether that write reached the disk before the kill
   */
  constructor(
    private readonly killAt = Infinity,
    private readonly isWritten = false,
  ) {}

  /** What the next process finds, for a journal of its own. */
  heir(): MemoryJournal {
    const heir = new MemoryJournal();
    heir.baseline = this.baseline;
    heir.entries = this.entries;
    return heir;
  }

  load(): Observable<Saved> {
    return of({
      baseline: this.baseline === undefined ? undefined : copy(this.baseline),
      entries: copy(this.entries),
    });
  }

  append(entries: readonly JournalEntry[]): Observable<unknown> {
    return this.#write(() => (this.entries = [...this.entries, ...copy(entries)]));
  }

  save(baseline: Iterable<BaselineLine>): Observable<unknown> {
    const lines = copy([...baseline]);
    return this.#write(() => {
      this.baseline = lines;
      const seq = lines[0]?.type === 'head' ? Number(lines[0].seq) : 0;
      this.entries = this.entries.filter((entry) => entry.seq > seq);
    });
  }

  #write(write: () => void): Observable<unknown> {
    if (this.isKilled) return NEVER;
    this.isKilled = this.writes === this.killAt;
    this.writes += 1;
    if (!this.isKilled || this.isWritten) write();
    return this.isKilled ? NEVER : of(undefined);
  }
}
