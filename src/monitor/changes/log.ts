import { filter, Observable, Subject } from 'rxjs';
import type { ChangeEvent } from '../shapes.js';
import { isoAt } from '../../records/index.js';

/** A change before it has a place in the log. */
export type ChangeDraft = Omit<ChangeEvent, 'position'>;

const POSITION = /^([\w-]+)\.(\d{1,15})$/;

/** Returns where a position points; undefined for a malformed one. */
export const parsePosition = (
  position: string,
): { readonly epoch: string; readonly n: number } | undefined => {
  const [, epoch, n] = POSITION.exec(position) ?? [];
  return epoch === undefined || n === undefined ? undefined : { epoch, n: Number(n) };
};

/** A log in a form that can be kept. */
interface SavedLog {
  readonly epoch: string;
  /** The number of the last event. */
  readonly n: number;
}

/**
 * The last events in their order, each with a position to go on from. What is older than the log reaches is named as a gap,
 * never passed over in silence.
 */
export class ChangeLog {
  readonly #events: ChangeEvent[] = [];
  readonly #news = new Subject<ChangeEvent>();
  /** What is to be emitted. */
  readonly #queue: ChangeEvent[] = [];
  #isEmitting = false;
  #epoch: string;
  #n = 0;

  constructor(
    epoch: string,
    private readonly most: number,
  ) {
    this.#epoch = epoch;
  }

  get saved(): SavedLog {
    return { epoch: this.#epoch, n: this.#n };
  }

  /** Events that are held, oldest first. */
  get events(): readonly ChangeEvent[] {
    return this.#events;
  }

  /** Gives drafts their positions. They are emitted by {@link tell}, when they are safe. */
  place(drafts: readonly ChangeDraft[]): readonly ChangeEvent[] {
    return drafts.map((draft) => {
      this.#n += 1;
      return { position: `${this.#epoch}.${String(this.#n)}`, ...draft };
    });
  }

  /** Emits events one by one. A subscriber that comes during one finds it in the log and receives the next; events that are added meanwhile follow. */
  tell(events: readonly ChangeEvent[]): void {
    this.#queue.push(...events);
    if (this.#isEmitting) return;
    this.#isEmitting = true;
    for (let event = this.#queue.shift(); event !== undefined; event = this.#queue.shift()) {
      this.#hold(event);
      this.#news.next(event);
    }
    this.#isEmitting = false;
  }

  #hold(event: ChangeEvent): void {
    this.#events.push(event);
    // Dropped in lots: one by one would move the whole list each time.
    if (this.#events.length > this.most * 1.25) this.#events.splice(0, this.#events.length - this.most);
  }

  /** Takes a log of an earlier run over. */
  restore({ epoch, n }: SavedLog): void {
    this.#epoch = epoch;
    this.#n = n;
  }

  /** An event of an earlier run. */
  restoreEvent(event: ChangeEvent): void {
    const position = parsePosition(event.position);
    if (position?.epoch !== this.#epoch) return;
    this.#n = Math.max(this.#n, position.n);
    this.#hold(event);
  }

  /** Returns the events after a position, then those to come; without one, those to come. */
  after(since: string | undefined, now: () => number): Observable<ChangeEvent> {
    return new Observable((subscriber) => {
      const waiting: ChangeEvent[] = [];
      let isReplaying = true;
      // First listen, then replay: what happens meanwhile comes after it, once.
      const arrived = this.#news.pipe(
        filter((event) => {
          if (isReplaying) waiting.push(event);
          return !isReplaying;
        }),
      );
      const listening = arrived.subscribe(subscriber);
      subscriber.add(listening);
      for (const event of since === undefined ? [] : this.#from(since, now())) subscriber.next(event);
      for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) subscriber.next(event);
      isReplaying = false;
    });
  }

  #from(since: string, now: number): readonly ChangeEvent[] {
    const position = parsePosition(since);
    const first = this.#events[0];
    const oldest = first === undefined ? this.#n + 1 : (parsePosition(first.position)?.n ?? 0);
    const isHeld = position?.epoch === this.#epoch && position.n >= oldest - 1 && position.n <= this.#n;
    if (!isHeld) return [this.#gap(since, oldest - 1, now), ...this.#events];
    return this.#events.filter((event) => (parsePosition(event.position)?.n ?? 0) > position.n);
  }

  #gap(from: string, upTo: number, now: number): ChangeEvent {
    return {
      position: `${this.#epoch}.${String(upTo)}`,
      at: isoAt(now),
      kind: 'gap',
      from,
      text: 'Events after this position are no longer held; what is held follows.',
    };
  }

  complete(): void {
    this.#news.complete();
  }
}
