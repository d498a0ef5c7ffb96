/** A link of a page to a file of the checkout, or to a part of a page. */
export interface PageLink {
  /** From the page, as it is written; `''` for the page itself. */
  readonly path: string;
  /** What follows the `#`; undefined where the whole file is meant. */
  readonly anchor: string | undefined;
}

/** Without programs and what they print: a `#` there is no heading. */
const proseOf = (markdown: string): string => markdown.replaceAll(/^ *```[\s\S]+?^ *```$/gm, '');

/** The anchor that GitHub gives to a heading, its code and links shown as text. */
const anchorOf = (heading: string): string =>
  heading
    .replaceAll(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');

/** Returns the anchors of a page: of its headings, the second of one name with a number, and those that are set by hand. */
export const anchorsOf = (markdown: string): ReadonlySet<string> => {
  const prose = proseOf(markdown);
  const seen = new Map<string, number>();
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = anchorOf(heading.trim());
    const times = seen.get(anchor) ?? 0;
    seen.set(anchor, times + 1);
    return times === 0 ? anchor : `${anchor}-${String(times)}`;
  });
  const set = [...prose.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, name = '']) => name);
  return new Set([...headings, ...set]);
};

/** Returns the links of a page that stay in the checkout. Code in backquotes has none. */
export const linksOf = (markdown: string): readonly PageLink[] =>
  [...proseOf(markdown).matchAll(/(?:`[^`\n]*`)|\]\(([^()\s]+)\)/g)].flatMap(([, target]) => {
    if (target === undefined || /^[a-z]+:/i.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    return [{ path, anchor }];
  });
