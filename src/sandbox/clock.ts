/** The sandbox clock: it moves only by `advance`. */
export interface Clock {
  /** Milliseconds since 1970. */
  ms(): number;
  /** Whole seconds since 1970. */
  seconds(): number;
  advance(seconds: number): void;
}

/** The end of the year 9999: ISO dates of later years have another form. */
export const END_OF_TIME_MS = 253_402_300_799_999;

/** A clock that starts at an instant. */
export function clockAt(start: Date): Clock {
  let ms = start.getTime();
  return {
    ms: () => ms,
    seconds: () => Math.floor(ms / 1000),
    advance: (seconds) => {
      const next = ms + Math.round(seconds * 1000);
      if (!(next <= END_OF_TIME_MS)) throw new RangeError('the sandbox clock cannot pass the year 9999');
      ms = next;
    },
  };
}
