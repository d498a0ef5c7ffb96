import { distance } from 'fastest-levenshtein';

const lastPart = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

/** What misspellings are measured by: of a short word, three letters are all of it. */
const lengthOf = (a: string, b: string): number => Math.min(8, Math.max(1, a.length, b.length));

/** How far a text is from a name: a part of it is near, and so is a misspelling of it or of its last part. */
const score = (text: string, name: string): number => {
  const [a, b] = [text.toLowerCase(), name.toLowerCase()];
  if (a !== '' && (b.includes(a) || a.includes(b))) return 0;
  return Math.min(
    distance(a, b) / Math.max(a.length, b.length),
    0.1 + distance(lastPart(a), lastPart(b)) / lengthOf(lastPart(a), lastPart(b)),
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

/** Returns a question that names what a text may have been meant for, with a space in front; nothing where nothing is near. */
export const orNearest = (text: string, names: readonly string[]): string => {
  const near = nearest(text, names);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
};
