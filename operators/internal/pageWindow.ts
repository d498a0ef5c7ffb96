import { Observable, ReplaySubject, Subscription } from 'rxjs';
import type { Demand } from './demand.js';

interface Slot<P, Pg> {
  readonly key: string;
  readonly position: P;
  readonly page$: ReplaySubject<Pg>;
  /** Made before the request is: one that is dropped in the middle of its own subscription ends at once. */
  readonly connection: Subscription;
  started: boolean;
}

/** The pages that are in flight or arrived, and not yet emitted, in the order of the walk. */
export interface PageWindow<P, Pg> {
  /**
   * Returns the page at the first of the wanted positions. The others are asked for beside it as far as width and
   * demand go; wanted positions that disagree with what was asked for before drop that and everything after it.
   */
  ask(wanted: Iterable<P>): Observable<Pg>;
  /** Asks for what was wanted and had to wait for demand. */
  pump(): void;
  /** Aborts everything that is in flight. */
  drop(): void;
  /** Aborts everything that is in flight, and asks for nothing ever after. */
  close(): void;
}

export interface PageWindowConfig<P, Pg> {
  readonly fetchPage: (position: P) => Observable<Pg>;
  readonly keyOf: (position: P) => string;
  /** Pages in the window at once, in flight or waiting for their turn. */
  readonly width: number;
  readonly demand: Demand;
}

const idleSlot = <P, Pg>(key: string, position: P): Slot<P, Pg> => ({
  key,
  position,
  page$: new ReplaySubject<Pg>(1),
  connection: new Subscription(),
  started: false,
});

/** Returns the page of the first slot, and takes the slot away when it arrives. */
const headOf = <P, Pg>(slots: Slot<P, Pg>[]): Observable<Pg> =>
  new Observable<Pg>((subscriber) =>
    slots[0]?.page$.subscribe({
      next: (page) => {
        // Leave the window before the page is emitted: dropping the rest of it must not touch this page.
        slots.shift();
        subscriber.next(page);
        subscriber.complete();
      },
      error: (error: unknown) => {
        subscriber.error(error);
      },
      complete: () => {
        subscriber.complete();
      },
    }),
  );

/** Returns the window of one walk. It keeps errors, too, until their page's turn has come. */
export const createPageWindow = <P, Pg>({
  fetchPage,
  keyOf,
  width,
  demand,
}: PageWindowConfig<P, Pg>): PageWindow<P, Pg> => {
  const slots: Slot<P, Pg>[] = [];
  let closed = false;

  const dropFrom = (index: number): void => {
    for (const slot of slots.splice(index)) {
      slot.connection.unsubscribe();
      if (slot.started) demand.settled();
    }
  };

  const place = (wanted: Iterable<P>): void => {
    let index = 0;
    for (const position of wanted) {
      const key = keyOf(position);
      if (slots[index]?.key !== key) {
        dropFrom(index);
        slots.push(idleSlot(key, position));
      }
      index += 1;
      // Before the next position is read: the rest of them may be endless, or costly to tell.
      if (index === width) break;
    }
  };

  const nextIdle = (): Slot<P, Pg> | undefined => (closed ? undefined : slots.find((slot) => !slot.started));

  const pump = (): void => {
    // Look anew each time: a synchronous page can change the window, or end it, while it is being filled.
    for (let slot = nextIdle(); slot !== undefined && demand.allows(); slot = nextIdle()) {
      slot.started = true;
      demand.requested();
      slot.connection.add(fetchPage(slot.position).subscribe(slot.page$));
    }
  };

  return {
    ask: (wanted) => {
      place(wanted);
      pump();
      return headOf(slots);
    },
    pump,
    drop: () => {
      dropFrom(0);
    },
    close: () => {
      closed = true;
      dropFrom(0);
    },
  };
};
