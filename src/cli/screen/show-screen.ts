import {
  asyncScheduler,
  BehaviorSubject,
  EMPTY,
  fromEvent,
  ignoreElements,
  map,
  merge,
  Observable,
  tap,
  throttleTime,
  timer,
} from 'rxjs';
import { EXIT, Stopped } from '../exit.js';
import type { In, Io } from '../io.js';
import { maskIn } from '../masked.js';
import type { Live } from '../monitor/live.js';
import { paintFor } from '../output/paint.js';
import { exportTo } from './export.js';
import { frame, reachOf, type Size } from './frame.js';
import type { Ink } from './ink.js';
import type { Shown } from './listing.js';
import { painter } from './painter.js';
import { EMPTY_PICTURE, heldPicture, pictures, type Picture } from './picture.js';
import { keysOf, onScreen, type Screen } from './terminal.js';
import { firstUi, reduce, type Act, type Ui } from './ui.js';
import type { Show } from '../watch/show.js';

/** How the screen looks. */
export interface Looks {
  readonly ascii?: boolean | undefined;
  readonly emoji?: boolean | undefined;
  readonly cost?: boolean | undefined;
}

/** The clock of the head. */
const CLOCK_MS = 1000;
/** Between two paintings: however fast data comes, a terminal shows it calmly. */
const PAINT_MS = 250;

/** What a key asks for outside of the screen. */
type Acts = Readonly<Record<Act, () => void>>;

/** The screen of one run: what is chosen, what is known, and what was painted. */
class View {
  readonly #chosen: BehaviorSubject<Ui>;
  #live: Picture = EMPTY_PICTURE;
  #held: Picture | undefined;
  readonly #painter = painter();

  constructor(
    private readonly io: Io,
    private readonly live: Live,
    private readonly ink: Ink,
    private readonly screen: Screen,
  ) {
    this.#chosen = new BehaviorSubject(firstUi(ink.hasCost));
  }

  get ui$(): Observable<Ui> {
    return this.#chosen;
  }

  get size(): Size {
    return { columns: this.io.stdout.columns ?? 80, rows: this.io.stdout.rows ?? 24 };
  }

  get shown(): Shown {
    const { session, url } = this.live;
    const ui = this.#chosen.value;
    const picture = this.#held === undefined ? this.#live : heldPicture(this.#held, this.#live);
    const waiting = this.#held === undefined ? 0 : this.#live.version - this.#held.version;
    return { ui, picture, ink: this.ink, now: session.now(), isSandbox: session.sandbox, url, waiting };
  }

  take(picture: Picture): void {
    this.#live = picture;
  }

  press(key: string, acts: Acts): void {
    const { ui, act } = reduce(this.#chosen.value, key, reachOf(this.shown, this.size));
    if (ui.isPaused !== this.#chosen.value.isPaused) this.#held = ui.isPaused ? this.#live : undefined;
    this.#chosen.next(ui);
    if (act !== undefined) acts[act]();
  }

  notice(text: string): void {
    this.#chosen.next({ ...this.#chosen.value, notice: text });
  }

  forget(): void {
    this.#painter.reset();
    this.screen.write('\u001b[2J');
  }

  paint(): void {
    const text = this.#painter.paint(frame(this.shown, this.size));
    if (text !== '') this.screen.write(text);
  }

  refresh(): void {
    this.live.monitor.refresh();
    this.notice('all lists are read now, but those that were read within the last 10 s');
  }

  async export(mask: <A>(value: A) => A): Promise<void> {
    const { ui, picture, isSandbox, now } = this.shown;
    const { monitor } = this.live;
    this.notice(await exportTo(process.cwd(), { ui, picture, monitor, isSandbox, now }, mask));
  }
}

/** Gives the terminal to the shell, with all processes of the command, as the terminal itself would: `npm start` has three. */
const suspend = (input: In | undefined, screen: Screen): void => {
  screen.leave();
  input?.setRawMode?.(false);
  process.kill(0, 'SIGTSTP');
};

/** Takes the terminal again. A shell has changed its modes meanwhile, and only who is in front learns of another size. */
const resume = (input: In | undefined, screen: Screen): void => {
  input?.setRawMode?.(false);
  input?.setRawMode?.(true);
  screen.enter();
  process.kill(process.pid, 'SIGWINCH');
};

const inkFor = (io: Io, { ascii = false, emoji = true, cost = true }: Looks): Ink => ({
  paint: paintFor(io.stdout, io.env),
  isAscii: ascii,
  hasEmoji: emoji,
  hasCost: cost,
});

/** Everything that happens on the screen of one run; ends when the viewer quits. */
const running = (io: Io, live: Live, ink: Ink, screen: Screen): Observable<unknown> =>
  new Observable((subscriber) => {
    const mask = maskIn(io.env);
    const view = new View(io, live, ink, screen);
    const input = io.stdin?.();
    const stopped = (code: number) => () => subscriber.error(new Stopped(code));
    const acts: Acts = {
      quit: () => subscriber.complete(),
      interrupt: stopped(EXIT.interrupted),
      suspend: () => suspend(input, screen),
      refresh: () => view.refresh(),
      repaint: () => view.forget(),
      export: () => void view.export(mask),
    };
    const resumed = (): void => {
      resume(input, screen);
      view.forget();
      view.paint();
    };
    const keys$ = input === undefined ? EMPTY : keysOf(input);
    return merge(
      keys$.pipe(tap((key) => view.press(key, acts))),
      paintings(io, live, view, mask),
      fromEvent(process, 'SIGCONT').pipe(tap(resumed)),
      fromEvent(process, 'SIGHUP').pipe(tap(stopped(EXIT.hungUp))),
    )
      .pipe(ignoreElements())
      .subscribe(subscriber);
  });

/** Paints when there is something else to show: data, a choice, a size, the time. */
const paintings = (io: Io, live: Live, view: View, mask: <A>(value: A) => A): Observable<unknown> => {
  const data$ = pictures(live.monitor, live.changes$, view.ui$).pipe(
    map(mask),
    tap((picture) => view.take(picture)),
  );
  const resized$ = fromEvent(io.stdout, 'resize').pipe(tap(() => view.forget()));
  return merge(data$, view.ui$, resized$, timer(0, CLOCK_MS)).pipe(
    throttleTime(PAINT_MS, asyncScheduler, { leading: true, trailing: true }),
    tap(() => view.paint()),
  );
};

/** The whole terminal: panes of figures, keys, people, limits, findings and sources, with keys to move in them. */
export const showScreen = (io: Io, looks: Looks = {}): Show => ({
  show: (live) => onScreen(io.stdout, process, (screen) => running(io, live, inkFor(io, looks), screen)),
});
