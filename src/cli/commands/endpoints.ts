import { variablesFor } from '../accounts.js';
import type { CatalogEntry } from '../catalog/entry.js';
import { allEntries, entriesNear } from '../catalog/find.js';
import { EXIT, UsageError } from '../exit.js';
import type { Io } from '../io.js';
import { orNearest } from '../near.js';
import { countsText, endpointsPage, formsOf } from '../output/endpoints-page.js';
import { jsonLine } from '../output/json.js';
import { paintFor, type Paint } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';
import { tableText } from '../output/table.js';

/** What `headwater endpoints` takes. */
export interface EndpointsRequest {
  readonly format: 'table' | 'json' | 'markdown';
  /** Only how many there are, by provider. */
  readonly counts: boolean;
  /** Only endpoints whose names begin with this. */
  readonly prefix?: string | undefined;
}

const neededFor = ({ provider, credential }: CatalogEntry): string =>
  variablesFor(provider, credential).join(' or ');

/** What a parameter takes on the command line: times in more ways than in a program. */
const typeText = ({ kind, type }: CatalogEntry['params'][string]): string =>
  kind === 'time' ? 'time: 24h, yesterday, a date …' : type;

const describe = (entry: CatalogEntry, paint: Paint): string => {
  const { id, doc, params, family, sizes } = entry;
  const rows = Object.entries(params).map(([name, spec]) => [
    `    ${name}`,
    spec.required ? `${typeText(spec)}, required` : typeText(spec),
    spec.doc,
  ]);
  return [
    `${paint('bold', id)}  ${doc}\n`,
    ...formsOf(entry).map((form) => `  ${form}\n`),
    `  ${paint('dim', 'paging')} ${family}   ${paint('dim', 'page size')} ${sizes}   ${paint('dim', 'needs')} ${neededFor(entry)}\n`,
    tableText(undefined, rows, paint, { most: CAPS }),
    '\n',
  ].join('');
};

const CAPS = [34, 40, 90];

const plain = (entry: CatalogEntry): object => {
  const { id, provider, kind, method, path, forms, doc, docs, family, sizes, call, fields } = entry;
  const params = Object.entries(entry.params).map(
    ([name, { kind: sort, choices, type, required, place, doc: about }]) => ({
      ...{ name, place, kind: sort, choices, type, required },
      doc: about,
    }),
  );
  return {
    ...{ id, provider, kind, call, method, path, forms, doc, docs, fields },
    ...{ paging: family, pageSize: sizes, needs: neededFor(entry), params },
  };
};

/** The endpoints at or below a name; none is a wrong name. */
const below = async (prefix: string | undefined): Promise<readonly CatalogEntry[]> => {
  if (prefix === undefined) return allEntries();
  const found = (await entriesNear(prefix)).filter(({ id }) => id === prefix || id.startsWith(`${prefix}.`));
  if (found.length > 0) return found;
  const names = (await allEntries()).map(({ id }) => id);
  throw new UsageError(
    `there is no endpoint ${prefix}.${orNearest(prefix, names)} headwater endpoints shows all.`,
  );
};

const textOf = (
  entries: readonly CatalogEntry[],
  { format, counts }: EndpointsRequest,
  paint: Paint,
): string => {
  if (counts) return countsText(entries, format, paint);
  if (format === 'json') return jsonLine(entries.map(plain));
  return format === 'markdown'
    ? endpointsPage(entries)
    : entries.map((entry) => describe(entry, paint)).join('');
};

/** Prints endpoints with what they take, or how many there are. */
export const endpointsCommand = async (io: Io, request: EndpointsRequest): Promise<number> => {
  const sink = sinkOf(io.stdout, io.signal);
  await sink.write(textOf(await below(request.prefix), request, paintFor(io.stdout, io.env)));
  return EXIT.ok;
};
