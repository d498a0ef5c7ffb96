import { styleText } from 'node:util';
import type { Env, Out } from '../io.js';

/** The styles in use. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan' | 'magenta' | 'inverse';

/** Colours a text, or returns it as it is. */
export type Paint = (style: Style, text: string) => string;

// Which stream it is for was looked at here; Node would look at stdout, whatever the text is for.
const AS_DECIDED = { validateStream: false };

/** Colour where a terminal shows it and nobody asked for none. */
export const paintFor = (stream: Pick<Out, 'isTTY'>, env: Env): Paint => {
  const { NO_COLOR = '', FORCE_COLOR = '', TERM } = env;
  const wanted = FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  const on = NO_COLOR === '' && (wanted || (stream.isTTY === true && TERM !== 'dumb'));
  return on ? (style, text) => styleText(style, text, AS_DECIDED) : (_style, text) => text;
};
