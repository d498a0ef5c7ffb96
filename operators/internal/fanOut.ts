import { defer, Subject, takeUntil } from 'rxjs';
import type { Observable, ObservableInput, Observer, Subscriber, Subscription } from 'rxjs';
import { option as O } from 'fp-ts';

/** One parent whose child could not be listed to its end. */
export interface FanOutFailure<A> {
  readonly parent: A;
  /** Index of the parent in its list, counted from 0. */
  readonly index: number;
  /** What the child failed with, or what `project` threw. */
  readonly error: unknown;
}

export interface FanOutSettings<A, B> {
  readonly project: (parent: A, index: number) => ObservableInput<B>;
  readonly concurrency: number;
  readonly ordered: boolean;
  readonly onChildError: ((failure: FanOutFailure<A>) => void) | undefined;
}

/** First in, first out, in constant time: `Array.shift` moves every element of a long list. */
class Fifo<A> {
  private items: A[] = [];
  private head = 0;

  get size(): number {
    return this.items.length - this.head;
  }

  push(item: A): void {
    this.items.push(item);
  }

  /** To be called only while `size` is above 0. */
  shift(): A {
    const item = this.items[this.head] as A;
    this.head += 1;
    if (this.head * 2 >= this.items.length) {
      this.items = this.items.slice(this.head);
      this.head = 0;
    }
    return item;
  }

  clear(): void {
    this.items = [];
    this.head = 0;
  }
}

interface Parent<A> {
  readonly value: A;
  readonly index: number;
}

/** A child that runs or, when order is kept, has ended and waits for its turn. */
interface Child<B> {
  readonly held: Fifo<B>;
  subscription: Subscription | undefined;
  ended: boolean;
  failure: O.Option<unknown>;
}

/** The state of one subscription of `fanOut`. */
export class FanOutRun<A, B> implements Observer<A> {
  private readonly waiting = new Fifo<Parent<A>>();
  /** Oldest parent first; when order is kept, a child that has ended stays until its turn, and fills its place. */
  private readonly children = new Set<Child<B>>();
  /** Fires when no further parent is wanted. */
  private readonly enough$ = new Subject<void>();
  /** Fires when no child is wanted any more. */
  private readonly stop$ = new Subject<void>();
  private parentsOpen = true;
  private parentsFailure: O.Option<unknown> = O.none;
  private arrived = 0;
  private advancing = false;

  constructor(
    private readonly subscriber: Subscriber<B>,
    private readonly settings: FanOutSettings<A, B>,
  ) {
    subscriber.add(() => {
      this.waiting.clear();
      this.enough$.next();
      this.stop$.next();
    });
  }

  connect(source: Observable<A>): void {
    if (this.subscriber.closed) return;
    source.pipe(takeUntil(this.enough$)).subscribe(this);
  }

  next(value: A): void {
    this.waiting.push({ value, index: this.arrived });
    this.arrived += 1;
    this.advance();
  }

  error(error: unknown): void {
    this.parentsFailure = O.some(error);
    this.complete();
  }

  complete(): void {
    this.parentsOpen = false;
    this.advance();
  }

  /** One loop for all: children that end synchronously would otherwise nest one call stack in the other. */
  private advance(): void {
    if (this.advancing) return;
    this.advancing = true;
    while (this.deliver() || this.startNext());
    this.advancing = false;
    if (this.parentsOpen || this.children.size > 0 || this.waiting.size > 0) return;
    if (O.isSome(this.parentsFailure)) this.subscriber.error(this.parentsFailure.value);
    else this.subscriber.complete();
  }

  /** Gives out what the oldest child has held back, and tells whether that child is done with. */
  private deliver(): boolean {
    const head = this.head();
    if (!this.settings.ordered || head === undefined) return false;
    while (head.held.size > 0) this.subscriber.next(head.held.shift());
    if (!head.ended) return false;
    this.children.delete(head);
    if (O.isSome(head.failure)) this.subscriber.error(head.failure.value);
    return true;
  }

  private startNext(): boolean {
    if (this.waiting.size === 0 || this.children.size >= this.settings.concurrency) return false;
    const parent = this.waiting.shift();
    const child: Child<B> = { held: new Fifo(), subscription: undefined, ended: false, failure: O.none };
    this.children.add(child);
    const subscription = defer(() => this.settings.project(parent.value, parent.index))
      .pipe(takeUntil(this.stop$))
      .subscribe({
        next: (value) => {
          this.onValue(child, value);
        },
        error: (error: unknown) => {
          this.onFailure(child, parent, error);
        },
      });
    // Not on completion: the next child takes the place only when this one has released what it used.
    subscription.add(() => {
      this.onEnd(child);
    });
    // It may have been dropped while it was being subscribed to, when there was nothing to unsubscribe from yet.
    if (this.children.has(child)) child.subscription = subscription;
    else subscription.unsubscribe();
    return true;
  }

  private onValue(child: Child<B>, value: B): void {
    const itsTurn = !this.settings.ordered || (child.held.size === 0 && child === this.head());
    if (itsTurn) this.subscriber.next(value);
    else child.held.push(value);
  }

  private onEnd(child: Child<B>): void {
    child.ended = true;
    if (!this.settings.ordered) this.children.delete(child);
    this.advance();
  }

  private onFailure(child: Child<B>, { value: parent, index }: Parent<A>, error: unknown): void {
    const { onChildError, ordered } = this.settings;
    if (onChildError !== undefined) {
      try {
        onChildError({ parent, index, error });
      } catch (thrown) {
        this.subscriber.error(thrown);
      }
    } else if (ordered) {
      child.failure = O.some(error);
      this.dropAfter(child);
    } else {
      this.subscriber.error(error);
    }
  }

  /** The stream will end at this child: whatever comes after it is not worth a request. */
  private dropAfter(failed: Child<B>): void {
    this.waiting.clear();
    this.enough$.next();
    const all = [...this.children];
    for (const child of all.slice(all.indexOf(failed) + 1)) {
      this.children.delete(child);
      child.subscription?.unsubscribe();
    }
  }

  private head(): Child<B> | undefined {
    const { value } = this.children.values().next();
    return value;
  }
}
