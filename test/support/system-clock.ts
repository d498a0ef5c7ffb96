/** Moves the system clock while `run` runs: what asks for the time of day is told another one. */
export const withSystemClock = <A>(run: (setForward: (ms: number) => void) => A): A => {
  const real = Date.now;
  let shift = 0;
  Date.now = () => real() + shift;
  try {
    return run((ms) => {
      shift += ms;
    });
  } finally {
    Date.now = real;
  }
};
