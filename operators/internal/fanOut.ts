import { defer, Subject, takeUntil } from 'rxjs';
import type { Observable, ObservableInput, Observer, Subscriber } from 'rxjs';
import { createDrain } from './drain.js';
import { Line } from './line.js';

/** One parent whose child could not be listed to its end. */
export interface FanOutFailure<A> {
  /** The parent. */
  readonly parent: A;
  /** Index of the parent in its list, counted from 0. */
  readonly index: number;
  /** What the child failed with, or what `project` threw. */
  readonly error: unknown;
}

interface FanOutSettings<A, B> {
  readonly project: (parent: A, index: number) => ObservableInput<B>;
  readonly concurrency: number;
  readonly ordered: boolean;
  readonly onChildError: ((failure: FanOutFailure<A>) => void) | undefined;
}

interface Parent<A> {
  readonly parent: A;
  readonly index: number;
}

/** A child that runs or, when order is kept, has ended and waits for its turn. */
interface Child<B> {
  /** Fires when it is not wanted any more: made before its first value, so that a synchronous child can be left, too. */
  readonly dropped$: Subject<void>;
  /** Values whose turn has not come. */
  held: B[];
  ended: boolean;
  /** What the stream ends with when its turn has come. */
  failure?: FanOutFailure<unknown>;
}

/** The state of one subscription of `fanOut`. */
export class FanOutRun<A, B> implements Observer<A> {
  readonly #subscriber: Subscriber<B>;
  readonly #settings: FanOutSettings<A, B>;
  readonly #waiting = new Line<Parent<A>>();
  /** Oldest parent first; when order is kept, a child that has ended stays until its turn, and fills its place. */
  readonly #children = new Line<Child<B>>();
  /** Fires when no further parent is wanted. */
  readonly #enough$ = new Subject<void>();
  /** Ends the stream as the list of parents has ended. */
  #end: (() => void) | undefined;
  #arrived = 0;
  readonly #advance = createDrain(() => this.#deliver() || this.#startNext() || this.#endIfDone());

  constructor(subscriber: Subscriber<B>, settings: FanOutSettings<A, B>) {
    this.#subscriber = subscriber;
    this.#settings = settings;
    subscriber.add(() => {
      this.#stop(this.#children);
    });
  }

  connect(source: Observable<A>): void {
    if (!this.#subscriber.closed) source.pipe(takeUntil(this.#enough$)).subscribe(this);
  }

  next(parent: A): void {
    this.#waiting.join({ parent, index: this.#arrived++ });
    this.#advance();
  }

  error(error: unknown): void {
    this.#end = () => {
      this.#subscriber.error(error);
    };
    this.#advance();
  }

  complete(): void {
    this.#end = () => {
      this.#subscriber.complete();
    };
    this.#advance();
  }

  #endIfDone(): false {
    if (this.#children.size + this.#waiting.size === 0) this.#end?.();
    return false;
  }

  /** Gives out what the oldest child has held back, and says whether that child is done. */
  #deliver(): boolean {
    const { head } = this.#children;
    if (!this.#settings.ordered || head === undefined) return false;
    for (const value of head.held) this.#subscriber.next(value);
    head.held = [];
    if (!head.ended) return false;
    this.#children.leave(head);
    if (head.failure !== undefined) this.#subscriber.error(head.failure.error);
    return true;
  }

  #startNext(): boolean {
    const { project, concurrency, ordered } = this.#settings;
    const { head } = this.#waiting;
    if (head === undefined || this.#children.size >= concurrency) return false;
    this.#waiting.leave(head);
    const child: Child<B> = { dropped$: new Subject(), held: [], ended: false };
    this.#children.join(child);
    const subscription = defer(() => project(head.parent, head.index))
      .pipe(takeUntil(child.dropped$))
      .subscribe({
        next: (value) => {
          const itsTurn = !ordered || (child.held.length === 0 && child === this.#children.head);
          if (itsTurn) this.#subscriber.next(value);
          else child.held.push(value);
        },
        error: (error: unknown) => {
          this.#onFailure(child, { ...head, error });
        },
      });
    // Not on completion: the next child takes the place only when this one has released what it used.
    subscription.add(() => {
      child.ended = true;
      if (!ordered) this.#children.leave(child);
      this.#advance();
    });
    return true;
  }

  #onFailure(child: Child<B>, failure: FanOutFailure<A>): void {
    const { onChildError, ordered } = this.#settings;
    if (onChildError !== undefined) {
      try {
        onChildError(failure);
      } catch (thrown) {
        this.#subscriber.error(thrown);
      }
    } else if (ordered) {
      child.failure = failure;
      // The stream will end at this child: whatever comes after it is not worth a request.
      const all = [...this.#children];
      this.#stop(all.slice(all.indexOf(child) + 1));
    } else {
      this.#subscriber.error(failure.error);
    }
  }

  /** Wants no further parent, and these children no more. */
  #stop(dropped: Iterable<Child<B>>): void {
    this.#waiting.clear();
    this.#enough$.next();
    for (const child of dropped) {
      this.#children.leave(child);
      child.dropped$.next();
    }
  }
}
