import { Subscription, type Observable } from 'rxjs';
import type { Demand } from './demand.js';

/** What waits for a page: called once. */
export interface PageTaker<P, Pg> {
  /** The position is the one that the page was wanted at last: it may differ from the one that was asked for. */
  page(page: Pg, position: P): void;
  fail(error: unknown): void;
  /** The request ended without a page. */
  missing(): void;
}

/** What became of a request: given to the one who takes it, now or later. */
type Outcome<P, Pg> = (taker: PageTaker<P, Pg>) => void;

interface Slot<P, Pg> {
  readonly key: string;
  /** As it was wanted last. */
  position: P;
  outcome: Outcome<P, Pg> | undefined;
  /** Made before the request is: one that is dropped in the middle of its own subscription ends at once. */
  readonly connection: Subscription;
  started: boolean;
}

/** The pages that are in flight or arrived, and not yet emitted, in the order of the walk. */
export interface PageWindow<P, Pg> {
  /**
   * Gives the page at the first of the wanted positions to the taker, when it is there. The others are asked for beside it
   * as far as width and demand go; what was asked for before stays if it is still wanted, wherever it is now, and is
   * dropped if not.
   */
  ask(wanted: Iterable<P>, taker: PageTaker<P, Pg>): void;
  /** Asks for what was wanted and had to wait for demand. */
  pump(): void;
  /** Aborts everything that is in flight. */
  drop(): void;
  /** Aborts everything that is in flight, and asks for nothing ever after. */
  close(): void;
}

interface PageWindowConfig<P, Pg> {
  readonly fetchPage: (position: P) => Observable<Pg>;
  readonly keyOf: (position: P) => string;
  /** Pages in the window at once, in flight or waiting for their turn. */
  readonly width: number;
  readonly demand: Demand;
}

class SlotWindow<P, Pg> implements PageWindow<P, Pg> {
  readonly #config: PageWindowConfig<P, Pg>;
  readonly #slots: Slot<P, Pg>[] = [];
  #taker: PageTaker<P, Pg> | undefined;
  #closed = false;

  constructor(config: PageWindowConfig<P, Pg>) {
    this.#config = config;
  }

  ask(wanted: Iterable<P>, taker: PageTaker<P, Pg>): void {
    this.#taker = undefined;
    this.#place(wanted);
    this.pump();
    this.#taker = taker;
    this.#give();
  }

  pump(): void {
    const { demand } = this.#config;
    // Look again each time: a synchronous page can change the window, or end it, while it is being filled.
    for (let slot = this.#idle(); slot !== undefined && demand.allows(); slot = this.#idle()) {
      slot.started = true;
      demand.requested();
      slot.connection.add(this.#request(slot));
    }
  }

  drop(): void {
    this.#drop(this.#slots.splice(0));
  }

  close(): void {
    this.#closed = true;
    this.drop();
  }

  #idle(): Slot<P, Pg> | undefined {
    return this.#closed ? undefined : this.#slots.find((slot) => !slot.started);
  }

  #place(wanted: Iterable<P>): void {
    const { keyOf, width } = this.#config;
    const slots = this.#slots;
    const placed: Slot<P, Pg>[] = [];
    for (const position of wanted) {
      const key = keyOf(position);
      const slot: Slot<P, Pg> = slots.find((each) => each.key === key) ?? {
        key,
        position,
        outcome: undefined,
        connection: new Subscription(),
        started: false,
      };
      slot.position = position;
      placed.push(slot);
      // Before the next position is read: the rest of them may be endless, or costly to compute.
      if (placed.length === width) break;
    }
    this.#drop(slots.splice(0, slots.length, ...placed).filter((slot) => !placed.includes(slot)));
  }

  #request(slot: Slot<P, Pg>): Subscription {
    return this.#config.fetchPage(slot.position).subscribe({
      next: (page) => {
        this.#settle(slot, (taker) => {
          // Leave the window before the page is given: dropping the rest of it must not touch this page.
          this.#slots.shift();
          taker.page(page, slot.position);
        });
      },
      error: (error: unknown) => {
        this.#settle(slot, (taker) => {
          taker.fail(error);
        });
      },
      complete: () => {
        this.#settle(slot, (taker) => {
          taker.missing();
        });
      },
    });
  }

  /** Keeps what became of a request until its turn has come; only the first thing counts. */
  #settle(slot: Slot<P, Pg>, outcome: Outcome<P, Pg>): void {
    if (slot.outcome !== undefined) return;
    slot.outcome = outcome;
    this.#give();
  }

  #give(): void {
    const outcome = this.#slots[0]?.outcome;
    const taker = this.#taker;
    if (taker === undefined || outcome === undefined) return;
    this.#taker = undefined;
    outcome(taker);
  }

  #drop(dropped: readonly Slot<P, Pg>[]): void {
    for (const slot of dropped) {
      slot.connection.unsubscribe();
      if (slot.started) this.#config.demand.settled();
    }
  }
}

/** Returns the window of one walk. It keeps errors, too, until their page's turn has come. */
export const createPageWindow = <P, Pg>(config: PageWindowConfig<P, Pg>): PageWindow<P, Pg> =>
  new SlotWindow(config);
