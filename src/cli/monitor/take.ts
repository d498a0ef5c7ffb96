import { take, type Observable } from 'rxjs';
import type { Table } from '../../monitor/index.js';
import { MOST_ROWS } from '../../monitor/queries-check.js';

/** Returns the present value of a view. */
export type Take = <T>(view: Observable<T>) => Promise<T>;

/** Takes the first value; where a monitor is closed before, nothing comes. */
export const firstOf: Take = (view) =>
  new Promise((resolve, reject) => {
    view.pipe(take(1)).subscribe({ next: resolve, error: reject });
  });

/** Returns a table with all of its rows, or so many of them: page by page. */
export const wholeTable = async <T extends Table<unknown>>(
  valueOf: Take,
  page: (place: { readonly limit: number; readonly offset: number }) => Observable<T>,
  most = Infinity,
): Promise<T> => {
  let rows: T['rows'][number][] = [];
  for (;;) {
    const limit = Math.min(MOST_ROWS, Math.max(1, most - rows.length));
    const table = await valueOf(page({ limit, offset: rows.length }));
    rows = [...rows, ...table.rows].slice(0, most);
    if (table.rows.length === 0 || rows.length >= Math.min(most, table.total)) return { ...table, rows };
  }
};
