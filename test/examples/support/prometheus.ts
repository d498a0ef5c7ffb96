/** One line of a scrape. */
export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const labelsIn = (text: string): readonly (readonly [string, string])[] =>
  [...text.matchAll(/(\w{1,60})\s?(?:=~|!~|!=|=)\s?"([^"]{0,200})"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);

/** The lines of the exposition format that carry a value. */
export const samplesOf = (text: string): readonly Sample[] =>
  text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    return name === undefined || value === undefined
      ? []
      : [{ name, labels: Object.fromEntries(labelsIn(labels)), value: Number(value) }];
  });

/** What a query of PromQL asks for. */
interface Asked {
  readonly names: readonly string[];
  /** Labels that it selects, groups or joins by. */
  readonly labels: readonly string[];
  /** Labels that it wants to have one value. */
  readonly values: readonly (readonly [string, string])[];
  /** Labels that the result has where it is grouped; empty where it has all. */
  readonly by: readonly string[];
}

const split = (text: string): readonly string[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** Words of the language that no parenthesis follows. */
const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan']);

const GROUPINGS = /\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;

/** Reads the metrics and labels off a query. What is no function, keyword, label or variable is a metric. */
export const namesAndLabels = (query: string): Asked => {
  const selectors = [...query.matchAll(/\{([^{}]{0,500})\}/g)].flatMap(([, inner = '']) => labelsIn(inner));
  const exact = [...query.matchAll(/(\w{1,60})\s?=\s?"([^"]{0,200})"/g)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  const grouped = [...query.matchAll(GROUPINGS)].flatMap(([, inner = '']) => split(inner));
  const by = [...query.matchAll(/\bby\s*\(([^)]*)\)/g)].flatMap(([, inner = '']) => split(inner));
  const labels = [...new Set([...selectors.map(([name]) => name), ...grouped])];
  const bare = query
    .replaceAll(/\{[^{}]{0,500}\}/g, '')
    .replaceAll(/\[[^[\]]{0,50}\]/g, '')
    .replaceAll(GROUPINGS, '')
    .replaceAll(/"[^"]*"|\$\w+/g, '');
  const words = [...bare.matchAll(/\b[A-Za-z_:][\w:]*(?!\w|\s*\()/g)].map(([name]) => name);
  return {
    names: [...new Set(words)].filter((word) => !KEYWORDS.has(word)),
    labels,
    values: exact,
    by,
  };
};
