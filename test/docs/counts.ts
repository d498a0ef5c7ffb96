import { CATALOG } from '../../src/cli/catalog.js';
import { TITLES } from '../../src/cli/output/endpoints-page.js';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';

/** How many lists a provider has that are operations of its vendor. */
const listsOf = (name: ProviderName): number =>
  CATALOG.filter(({ provider, kind }) => provider === name && kind !== 'composed' && kind !== 'read').length;

const ALL = String(PROVIDERS.reduce((sum, name) => sum + listsOf(name), 0));

/** A text with the right number of lists wherever it names a provider's: in its row of a table, and as `12 of Keygen`; and that of all. */
export const withCounts = (text: string): string =>
  PROVIDERS.reduce(
    (before, name) => {
      const count = String(listsOf(name));
      const title = TITLES[name].replaceAll(' ', String.raw`\s+`);
      return before
        .replace(
          new RegExp(String.raw`(\| \[${name}\]\(docs/providers\.md#[\w-]+\) *\|)( +\d+)`),
          (_, row: string, old: string) => `${row}${count.padStart(old.length)}`,
        )
        .replace(new RegExp(String.raw`\b\d+(\s+of\s+${title})`), `${count}$1`);
    },
    text.replaceAll(/\[\d+ in all\]/g, `[${ALL} in all]`),
  );

/** Where a text gives the number of a provider's lists. */
export const countsIn = (text: string): readonly ProviderName[] =>
  PROVIDERS.filter((name) => {
    const title = TITLES[name].replaceAll(' ', String.raw`\s+`);
    return new RegExp(String.raw`\| \[${name}\]\([^)]+\) *\| +\d+|\b\d+\s+of\s+${title}`).test(text);
  });
