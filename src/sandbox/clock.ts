/** The sandbox clock: stands still but for `advance`. */
export interface Clock {
  /** Milliseconds since 1970. */
  ms(): number;
  /** Whole seconds since 1970. */
  seconds(): number;
  advance(seconds: number): void;
}

/** A clock that starts at an instant. */
export function clockAt(start: Date): Clock {
  let ms = start.getTime();
  return {
    ms: () => ms,
    seconds: () => Math.floor(ms / 1000),
    advance: (seconds) => {
      ms += Math.round(seconds * 1000);
    },
  };
}
