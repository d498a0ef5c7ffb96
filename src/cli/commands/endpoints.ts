import { variablesFor } from '../accounts.js';
import { CATALOG, type CatalogEntry } from '../catalog.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { lengthOf } from '../output/escape.js';
import { jsonOf } from '../output/json.js';
import { paintFor, type Paint } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';
import { tableText } from '../output/table.js';

const neededFor = ({ provider, credential }: CatalogEntry): string =>
  variablesFor(provider, credential).join(' or ');

const describe = (entry: CatalogEntry, paint: Paint): string => {
  const { id, doc, method, path, params, family, sizes } = entry;
  const rows = Object.entries(params).map(([name, { type, required, doc: about }]) => [
    `    ${name}`,
    required ? `${type}, required` : type,
    about,
  ]);
  return [
    `${paint('bold', id)}  ${doc}\n`,
    `  ${method} ${path}\n`,
    `  ${paint('dim', 'paging')} ${family}   ${paint('dim', 'page size')} ${sizes}   ${paint('dim', 'needs')} ${neededFor(entry)}\n`,
    rows.length === 0 ? '' : tableText(undefined, rows, paint, { widths: widthsOf(rows) }),
    '\n',
  ].join('');
};

const CAPS = [34, 40, 90];

const widthsOf = (rows: readonly (readonly string[])[]): readonly number[] =>
  CAPS.map((cap, index) => Math.max(1, ...rows.map((row) => Math.min(cap, lengthOf(row[index] ?? '')))));

const plain = (entry: CatalogEntry): object => {
  const { id, provider, method, path, doc, docs, family, sizes } = entry;
  const params = Object.entries(entry.params).map(([name, { type, required, place, doc: about }]) => ({
    ...{ name, place, type, required },
    doc: about,
  }));
  return {
    id,
    provider,
    method,
    path,
    doc,
    docs,
    paging: family,
    pageSize: sizes,
    needs: neededFor(entry),
    params,
  };
};

/** Prints all endpoints with what they take. */
export const endpointsCommand = async (io: Io, format: 'table' | 'json'): Promise<number> => {
  const paint = paintFor(io.stdout, io.env);
  const sink = sinkOf(io.stdout, io.signal);
  await sink.write(
    format === 'json'
      ? `${jsonOf(CATALOG.map(plain))}\n`
      : CATALOG.map((entry) => describe(entry, paint)).join(''),
  );
  return EXIT.ok;
};
