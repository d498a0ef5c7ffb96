import { emitKeypressEvents, type Key } from 'node:readline';
import { Observable } from 'rxjs';
import type { In, Out } from '../io.js';
import { ENTER, LEAVE } from './painter.js';

const NAMES: Readonly<Record<string, string>> = { return: 'enter' };
const NAMED = new Set([
  ...['tab', 'up', 'down', 'left', 'right', 'pageup', 'pagedown', 'home', 'end'],
  ...['enter', 'escape', 'backspace'],
]);

/** Returns the name of what was pressed: a character, or `enter`, `shift-tab`, `ctrl-c` … */
const keyName = (text: string | undefined, key: Partial<Key>): string => {
  const name = NAMES[key.name ?? ''] ?? key.name ?? '';
  if (key.ctrl === true) return `ctrl-${name}`;
  if (NAMED.has(name)) return key.shift === true && name === 'tab' ? 'shift-tab' : name;
  return text ?? '';
};

/** The keys that are pressed, while somebody listens; the terminal passes each one on at once meanwhile. */
export const keysOf = (input: In): Observable<string> =>
  new Observable((subscriber) => {
    const onKey = (text: string | undefined, key: Key): void => {
      subscriber.next(keyName(text, key));
    };
    emitKeypressEvents(input);
    input.setRawMode?.(true);
    input.on('keypress', onKey);
    input.resume();
    return () => {
      input.off('keypress', onKey);
      input.setRawMode?.(false);
      input.pause();
    };
  });

/** The other screen of a terminal. */
export interface Screen {
  write(text: string): void;
  /** Gives the terminal back until {@link Screen.enter}. */
  leave(): void;
  /** Takes the terminal, also where it was taken and somebody else has written to it since. */
  enter(): void;
}

/**
 * Runs something on the other screen of a terminal. However the process ends, also by an error that nobody catches, the terminal
 * is given back first, so that what is printed about it is seen.
 *
 * @param process whose end is watched
 */
export const onScreen = <T>(
  out: Out,
  process: Pick<NodeJS.Process, 'on' | 'off'>,
  run: (screen: Screen) => Observable<T>,
): Observable<T> =>
  new Observable((subscriber) => {
    let isIn = false;
    const enter = (): void => {
      out.write(ENTER);
      isIn = true;
    };
    const leave = (): void => {
      if (isIn) out.write(LEAVE);
      isIn = false;
    };
    process.on('uncaughtExceptionMonitor', leave);
    process.on('exit', leave);
    subscriber.add(() => {
      leave();
      process.off('uncaughtExceptionMonitor', leave);
      process.off('exit', leave);
    });
    enter();
    subscriber.add(
      run({ enter, leave, write: (text) => (isIn ? void out.write(text) : undefined) }).subscribe(subscriber),
    );
  });
