/** A stretch of time of which something is missing. */
export interface Hole {
  readonly from: number;
  readonly to: number;
}

/** Takes a stretch that was read without fault out of the holes. */
export const fillHoles = (holes: readonly Hole[], from: number, to: number): Hole[] =>
  holes.flatMap((hole) => {
    if (hole.to <= from || hole.from >= to) return [hole];
    const left = hole.from < from ? [{ from: hole.from, to: from }] : [];
    const right = hole.to > to ? [{ from: to, to: hole.to }] : [];
    return [...left, ...right];
  });

/** More holes than this are one large one: it is a bound for a feed that fails in turns for months. */
const MOST_HOLES = 100;

/** Adds a stretch to the holes. */
export const withHole = (holes: readonly Hole[], hole: Hole): Hole[] => {
  if (hole.to <= hole.from) return [...holes];
  const all = [...fillHoles(holes, hole.from, hole.to), hole];
  const first = all[0];
  const last = all.at(-1);
  return all.length <= MOST_HOLES || first === undefined || last === undefined
    ? all
    : [{ from: Math.min(...all.map(({ from }) => from)), to: Math.max(...all.map(({ to }) => to)) }];
};
