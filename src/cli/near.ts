const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, char] of Array.from(a).entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j += 1) {
      const swap = (row[j] ?? 0) + (char === b[j] ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};

const lastPart = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

/** How far a text is from a name: a part of it is near, and so is a misspelling of it or of its last part. */
const score = (text: string, name: string): number => {
  const [a, b] = [text.toLowerCase(), name.toLowerCase()];
  if (a !== '' && (b.includes(a) || a.includes(b))) return 0;
  return Math.min(
    distance(a, b) / Math.max(a.length, b.length),
    0.1 + distance(lastPart(a), lastPart(b)) / 8,
  );
};

/** Returns the names that a text may have been meant for, the nearest first. */
export const nearest = (text: string, names: readonly string[], most = 3): readonly string[] =>
  names
    .map((name) => ({ name, score: score(text, name) }))
    .filter((each) => each.score < 0.5)
    .sort((a, b) => a.score - b.score || a.name.length - b.name.length)
    .slice(0, most)
    .map(({ name }) => name);
