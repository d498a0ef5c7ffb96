import { Observable, ReplaySubject, Subscription } from 'rxjs';
import type { Demand } from './demand.js';

interface Slot<P, Pg> {
  readonly key: string;
  /** As it was wanted last. */
  position: P;
  readonly page$: ReplaySubject<Pg>;
  /** Made before the request is: one that is dropped in the middle of its own subscription ends at once. */
  readonly connection: Subscription;
  started: boolean;
}

/** The pages that are in flight or arrived, and not yet emitted, in the order of the walk. */
export interface PageWindow<P, Pg> {
  /**
   * Returns the page at the first of the wanted positions. The others are asked for beside it as far as width and
   * demand go; what was asked for before stays if it is still wanted, wherever it stands now, and is dropped if not.
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
  /** States a page anew at the position that it was wanted at last. Default: the page as it came. */
  readonly placed?: ((page: Pg, position: P) => Pg) | undefined;
}

const idleSlot = <P, Pg>(key: string, position: P): Slot<P, Pg> => ({
  key,
  position,
  page$: new ReplaySubject<Pg>(1),
  connection: new Subscription(),
  started: false,
});

/** Returns the page of the first slot, and takes the slot away when it arrives. */
const headOf = <P, Pg>(slots: Slot<P, Pg>[], { placed }: PageWindowConfig<P, Pg>): Observable<Pg> =>
  new Observable<Pg>((subscriber) => {
    const [head] = slots;
    return head?.page$.subscribe({
      next: (page) => {
        // Leave the window before the page is emitted: dropping the rest of it must not touch this page.
        slots.shift();
        subscriber.next(placed === undefined ? page : placed(page, head.position));
        subscriber.complete();
      },
      error: (error: unknown) => {
        subscriber.error(error);
      },
      complete: () => {
        subscriber.complete();
      },
    });
  });

/** Returns the window of one walk. It keeps errors, too, until their page's turn has come. */
export const createPageWindow = <P, Pg>(config: PageWindowConfig<P, Pg>): PageWindow<P, Pg> => {
  const { fetchPage, keyOf, width, demand } = config;
  const slots: Slot<P, Pg>[] = [];
  let closed = false;

  const drop = (dropped: readonly Slot<P, Pg>[]): void => {
    for (const slot of dropped) {
      slot.connection.unsubscribe();
      if (slot.started) demand.settled();
    }
  };

  const place = (wanted: Iterable<P>): void => {
    const placed: Slot<P, Pg>[] = [];
    for (const position of wanted) {
      const key = keyOf(position);
      const slot = slots.find((each) => each.key === key) ?? idleSlot<P, Pg>(key, position);
      slot.position = position;
      placed.push(slot);
      // Before the next position is read: the rest of them may be endless, or costly to tell.
      if (placed.length === width) break;
    }
    drop(slots.splice(0, slots.length, ...placed).filter((slot) => !placed.includes(slot)));
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
      return headOf(slots, config);
    },
    pump,
    drop: () => {
      drop(slots.splice(0));
    },
    close: () => {
      closed = true;
      drop(slots.splice(0));
    },
  };
};
