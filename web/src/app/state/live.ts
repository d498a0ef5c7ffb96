import {
  computed,
  DestroyRef,
  effect,
  inject,
  Injectable,
  signal,
  untracked,
  type Signal,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { injectMonitor } from 'headwater/angular';
import {
  catchError,
  combineLatest,
  defer,
  EMPTY,
  filter,
  finalize,
  map,
  merge,
  NEVER,
  Observable,
  of,
  shareReplay,
  skip,
  switchMap,
  take,
  tap,
  timer,
} from 'rxjs';
import { fits, NOT_UNDERSTOOD, type Shape } from '../lib/shape';
import { Page } from './page';
import { Snapshots } from './snapshots';

/** A view of the monitor as a panel shows it. */
interface View<T> {
  /** The last value that was ready; before the first one, after a while, what has arrived of it. */
  readonly value: Signal<T | undefined>;
  /** Whether something newer is being read: what is shown is dimmed. */
  readonly reading: Signal<boolean>;
  /** Why there is nothing to show of this view: the gateway does not give it, or gives what this page does not understand. */
  readonly refused: Signal<string | undefined>;
}

interface Shown<T> {
  readonly value: T | undefined;
  /** What has arrived of a value that is still being read. */
  readonly partial: T | undefined;
  readonly reading: boolean;
  readonly refused: string | undefined;
}

const LATE_MS = 10_000;
/** Lists of all that there is: they may be large, and let the first figures pass. */
const LARGE: ReadonlySet<Shape> = new Set<Shape>(['findings', 'limits']);
/** How long they wait at most. */
const POLITE_MS = 500;

const stateOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'state' in value ? value.state : 'ready';

/** Opens views: none while the page is hidden, and none that change while it is paused. */
@Injectable({ providedIn: 'root' })
export class Live {
  readonly monitor = injectMonitor();
  private readonly page = inject(Page);
  private readonly snapshots = inject(Snapshots);
  private readonly awake$ = toObservable(
    computed(() => ({ hidden: this.page.hidden(), again: this.page.refreshes() })),
  );
  /** Values that arrived during a pause and are not shown yet. */
  readonly held = signal(0);
  /** Whether the first reading takes long: from now on what has arrived is shown. */
  private readonly late = signal(false);
  private readonly oddViews = signal<ReadonlyMap<object, Shape>>(new Map());
  /** Views of which the gateway sent what this page does not understand. */
  readonly odd = computed(() => [...new Set(this.oddViews().values())].sort());
  readonly connection = toSignal(this.monitor.connection$, { requireSync: true });
  /** Emits when the first figures have come, or take long. What is before them is no more than that they are being read. */
  private readonly begun$ = merge(
    this.monitor.overview$.pipe(
      skip(1),
      catchError(() => EMPTY),
    ),
    timer(POLITE_MS),
  ).pipe(
    take(1),
    map(() => undefined),
    shareReplay(1),
  );
  /** Whether there is no connection, and what was kept of an earlier one is shown. */
  private readonly lost = computed(() => {
    const { state, retryAt } = this.connection();
    return state === 'offline' && retryAt !== undefined;
  });

  constructor() {
    effect(() => {
      if (!this.page.paused()) this.held.set(0);
    });
    effect(() => {
      if (this.connection().state === 'refused') this.snapshots.forget();
    });
    const timer = setTimeout(() => this.late.set(true), LATE_MS);
    inject(DestroyRef).onDestroy(() => clearTimeout(timer));
  }

  /**
   * The view that a query asks for; called where `inject()` may be.
   *
   * @param shape what its values are held against before a panel sees them
   * @param kept the name under which its last value is kept for a page that is loaded without a connection: panel and dimension
   */
  view<Q, T>(
    query: () => Q,
    open: (query: Q) => Observable<T>,
    shape: Shape,
    kept?: (query: Q) => string,
  ): View<T> {
    const asked = computed(query, { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) });
    const nameOf = (of: Q): string => `${kept?.(of) ?? ''} ${JSON.stringify(of)}`;
    const values$ = combineLatest([toObservable(asked), this.awake$]).pipe(
      switchMap(([now, { hidden }]) =>
        hidden
          ? NEVER
          : this.inTurn(shape, this.opened(this.checked(shape, open(now)))).pipe(
              tap((next) => this.keep(kept?.(now), nameOf(now), next)),
            ),
      ),
    );
    const shown = signal<Shown<T>>({
      value: undefined,
      partial: undefined,
      reading: true,
      refused: undefined,
    });
    const waiting: { latest: Partial<Shown<T>> | undefined } = { latest: undefined };
    const show = (next: Partial<Shown<T>>): void => shown.update((before) => ({ ...before, ...next }));
    const subscription = values$.subscribe((next) => {
      if (this.page.paused() && shown().value !== undefined) {
        waiting.latest = { ...waiting.latest, ...next };
        this.held.update((count) => count + 1);
      } else show(next);
    });
    const resumed = toObservable(this.page.paused).subscribe((paused) => {
      if (paused || waiting.latest === undefined) return;
      show(waiting.latest);
      waiting.latest = undefined;
    });
    inject(DestroyRef).onDestroy(() => {
      subscription.unsubscribe();
      resumed.unsubscribe();
    });
    return {
      value: computed(
        () =>
          shown().value ??
          (this.late() ? shown().partial : undefined) ??
          (this.lost() && kept !== undefined
            ? (this.snapshots.of(nameOf(asked())) as T | undefined)
            : undefined),
      ),
      reading: computed(() => shown().reading),
      refused: computed(() => shown().refused),
    };
  }

  private inTurn<T>(shape: Shape, view$: Observable<T>): Observable<T> {
    return LARGE.has(shape) ? this.begun$.pipe(switchMap(() => view$)) : view$;
  }

  private keep<T>(kept: string | undefined, name: string, { value }: Partial<Shown<T>>): void {
    if (kept !== undefined && value !== undefined && this.connection().state === 'live')
      this.snapshots.keep(kept.split(' ')[0] ?? '', name, value);
  }

  /**
   * Values that are still being read replace nothing that is known. What is there at once, and is empty or still being read, is none:
   * it stands in for what the gateway has not sent yet, and may never send.
   */
  private opened<T>(values$: Observable<T | undefined>): Observable<Partial<Shown<T>>> {
    return new Observable<Partial<Shown<T>>>((subscriber) => {
      let isOpening = true;
      const shown$ = values$.pipe(
        map((value): Partial<Shown<T>> => {
          if (value === undefined) return { reading: false, refused: NOT_UNDERSTOOD };
          const isReading = stateOf(value) === 'reading';
          if (isOpening && (isReading || (Array.isArray(value) && value.length === 0)))
            return { reading: true };
          return isReading
            ? { reading: true, partial: value }
            : { value, reading: false, refused: undefined };
        }),
      );
      const subscription = shown$.subscribe(subscriber);
      isOpening = false;
      return subscription;
    }).pipe(
      catchError((error: unknown) =>
        of({ reading: false, refused: error instanceof Error ? error.message : String(error) }),
      ),
    );
  }

  /** The values of a view; undefined in place of each that does not fit. */
  checked<T>(shape: Shape, values$: Observable<T>): Observable<T | undefined> {
    return defer(() => {
      const view = {};
      return values$.pipe(
        map((value) => {
          const isOdd = !fits(shape, value);
          // Of events each counts: a good one does not make up for one that is missing.
          if (isOdd || shape !== 'changes') this.note(view, isOdd ? shape : undefined);
          return isOdd ? undefined : value;
        }),
        finalize(() => this.note(view, undefined)),
      );
    });
  }

  private note(view: object, shape: Shape | undefined): void {
    untracked(() => {
      if (this.oddViews().get(view) === shape) return;
      const odd = new Map(this.oddViews());
      if (shape === undefined) odd.delete(view);
      else odd.set(view, shape);
      this.oddViews.set(odd);
    });
  }

  /** A stream of single events, which is not opened while the page is hidden. */
  events<T>(open: () => Observable<T>, each: (event: T) => void, shape: Shape): void {
    const subscription = this.awake$
      .pipe(
        switchMap(({ hidden }) => (hidden ? EMPTY : this.checked(shape, open()))),
        filter((event) => event !== undefined),
        tap(each),
      )
      .subscribe();
    inject(DestroyRef).onDestroy(() => subscription.unsubscribe());
  }
}
