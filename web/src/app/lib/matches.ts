/** Whether all words occur in some of the texts, in any case. */
export const matches = (words: string, texts: readonly (string | undefined)[]): boolean => {
  const all = texts.join('\n').toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
};
