const ESC = '\u001b[';

/** What a terminal does on the way in: another screen, no cursor, and lines that are too long do not break. */
export const ENTER = `${ESC}?1049h${ESC}?25l${ESC}?7l${ESC}2J`;

/** What gives a terminal back as it was. */
export const LEAVE = `${ESC}0m${ESC}?7h${ESC}?25h${ESC}?1049l`;

/** Returns a function from the lines of a screen to what is to be written: only lines that differ from those before. */
export const painter = (): {
  readonly paint: (lines: readonly string[]) => string;
  readonly reset: () => void;
} => {
  let last: readonly string[] = [];
  return {
    paint: (lines) => {
      const before = last;
      last = lines;
      const count = Math.max(lines.length, before.length);
      return Array.from({ length: count }, (_, at) => {
        const text = lines[at] ?? '';
        return text === before[at] ? '' : `${ESC}${String(at + 1)};1H${ESC}2K${text}`;
      }).join('');
    },
    reset: () => {
      last = [];
    },
  };
};
