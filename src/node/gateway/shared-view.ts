import type { Observable, Subscription } from 'rxjs';
import { Body } from './body.js';
import { diffRows, type SentRows } from './diff-rows.js';

/** Who looks at a shared view. */
export interface Viewer {
  /** The value changed: `patch` leads to it from the one before; undefined where only the whole value does. */
  changed(patch: Body | undefined): void;
  /** There will be no other value. */
  ended(): void;
}

type Row = Readonly<Record<string, unknown>>;

/** How the rows of a view are distinguished; undefined where it is sent whole. */
type RowKey = ((row: Row) => string) | undefined;

interface Value {
  readonly whole: unknown;
  readonly rows: SentRows | undefined;
}

const rowsIn = (value: unknown): readonly Row[] =>
  Array.isArray(value) ? (value as readonly Row[]) : (value as { readonly rows: readonly Row[] }).rows;

const restOf = (value: unknown): string | undefined => {
  if (Array.isArray(value)) return undefined;
  const { rows: _, ...rest } = value as { readonly rows: unknown };
  return JSON.stringify(rest);
};

/** One view for all who have it open: subscribed to once, compared once, serialized once. */
export class SharedView {
  readonly #viewers = new Set<Viewer>();
  readonly #texts = new WeakMap<object, string>();
  #subscription: Subscription | undefined;
  #value: Value | undefined;
  #body: Body | undefined;

  constructor(
    private readonly source: Observable<unknown>,
    private readonly keyOf: RowKey,
    private readonly abandoned: () => void,
  ) {}

  /** The present value; undefined before there is one. */
  get body(): Body | undefined {
    if (this.#value !== undefined) this.#body ??= new Body(this.#serialize(this.#value));
    return this.#body;
  }

  enter(viewer: Viewer): void {
    this.#viewers.add(viewer);
    if (this.#subscription === undefined) this.#start();
    else if (this.#value !== undefined) viewer.changed(undefined);
  }

  #start(): void {
    this.#subscription = this.source.subscribe({
      next: (value) => this.#take(value),
      error: () => this.#end(),
      complete: () => this.#end(),
    });
  }

  leave(viewer: Viewer): void {
    if (!this.#viewers.delete(viewer) || this.#viewers.size > 0) return;
    this.#subscription?.unsubscribe();
    this.abandoned();
  }

  #end(): void {
    for (const viewer of [...this.#viewers]) viewer.ended();
  }

  #take(whole: unknown): void {
    const before = this.#value;
    const after: Value = { whole, rows: this.#rowsOf(whole) };
    const bodyBefore = before?.rows === undefined ? this.body?.text : undefined;
    this.#value = after;
    this.#body = undefined;
    if (before?.rows === undefined || after.rows === undefined) {
      if (bodyBefore === undefined || bodyBefore !== this.body?.text) this.#tell(undefined);
      return;
    }
    const patch = diffRows(before.rows, after.rows);
    if (patch !== undefined) this.#tell(new Body(`"patch":${patch}`));
  }

  #tell(patch: Body | undefined): void {
    for (const viewer of [...this.#viewers]) viewer.changed(patch);
  }

  #rowsOf(value: unknown): SentRows | undefined {
    if (this.keyOf === undefined) return undefined;
    const texts = new Map<string, string>();
    const keys = rowsIn(value).map((row) => {
      const key = this.keyOf?.(row) ?? '';
      texts.set(key, this.#textOf(row));
      return key;
    });
    return texts.size === keys.length ? { keys, texts, rest: restOf(value) } : undefined;
  }

  /** Rows that did not change are often the same objects. */
  #textOf(row: object): string {
    const known = this.#texts.get(row);
    if (known !== undefined) return known;
    const text = JSON.stringify(row);
    this.#texts.set(row, text);
    return text;
  }

  #serialize({ whole, rows }: Value): string {
    if (rows === undefined) return `"value":${JSON.stringify(whole)}`;
    const list = `[${rows.keys.map((key) => rows.texts.get(key) ?? 'null').join(',')}]`;
    if (rows.rest === undefined) return `"value":${list}`;
    const members = rows.rest.slice(0, -1);
    return `"value":${members}${members === '{' ? '' : ','}"rows":${list}}`;
  }
}
