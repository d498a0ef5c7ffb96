import { Observable } from 'rxjs';
import {
  revealHeaders,
  type HttpRequest,
  type HttpResponse,
  type Transport,
} from '../../src/http/transport.js';
import { canariesIn, DRIFTED } from './canaries.js';
import type { Clock } from './clock.js';
import { lastingAt, transientAt, type FaultKind } from './faults.js';
import {
  CURSOR_FAMILIES,
  FOLLOWS_LINKS,
  FOREIGN,
  NAMES_NEXT,
  ORIGIN,
  protocolOf,
  READS_NUMBERS,
} from './protocol.js';
import { replyOf, type Answer } from './replies.js';
import type { Fault, Scenario } from './scenario.js';
import { BEHIND, emptyRun, idOf, itemOf, World } from './world.js';

/** One request as it arrived. */
export interface Entry {
  readonly client: number;
  readonly walk: number;
  readonly page: number;
  readonly atMs: number;
  readonly fault: FaultKind | undefined;
}

/** A wait that a refusal asked for: of the page that was refused, and, for a 429, of all that the client asks. */
interface Wait {
  readonly client: number;
  readonly walk: number;
  readonly page: number;
  readonly all: boolean;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** What a page held when it was last served whole. */
export interface Served {
  readonly rows: readonly number[];
  readonly drifted: number | undefined;
  readonly goesOn: boolean;
}

interface Place {
  readonly page: number;
  /** For cursors: the row behind which it starts. */
  readonly behind: number;
}

/** What the server tells the test while the walk goes on. */
interface Watcher {
  requested(page: number): void;
  broken(law: string): void;
}

const percentEncoded = (text: string): string =>
  Array.from(text, (char) => `%${char.charCodeAt(0).toString(16)}`).join('');

/** A server of one protocol over one data set, with the faults of one scenario, on virtual time. */
export class ModelServer {
  readonly log: Entry[] = [];
  readonly served = new Map<number, Served>();
  readonly injected = new Map<FaultKind, number>();
  readonly waits: Wait[] = [];
  readonly world: World;
  walk = 0;
  client = 0;
  open = 0;
  offOrigin = 0;
  canariesOffOrigin = 0;
  #latencies = 0;
  #firstPage: number | undefined;
  readonly #cursors = new Map<string, Place>();
  readonly #positions = new Map<number, string>();
  readonly #failures = new Map<number, number>();

  constructor(
    readonly scenario: Scenario,
    readonly clock: Clock,
    readonly credential: string,
    readonly watcher: Watcher,
  ) {
    this.world = new World(scenario);
  }

  /** A walk begins: faults of earlier ones stay used up. */
  begin(): void {
    this.walk += 1;
    this.#firstPage = undefined;
  }

  readonly transport: Transport = (request) =>
    new Observable<HttpResponse>((subscriber) => {
      if (subscriber.closed) return;
      const latencyMs = this.#latency();
      const answer = this.#answer(request);
      this.open += 1;
      subscriber.add(() => {
        this.open -= 1;
      });
      subscriber.add(replyOf(this, answer, request, latencyMs).subscribe(subscriber));
    });

  note(kind: FaultKind): void {
    this.injected.set(kind, (this.injected.get(kind) ?? 0) + 1);
  }

  #latency(): number {
    const { latencyMs } = this.scenario;
    this.#latencies += 1;
    return latencyMs[this.#latencies % latencyMs.length] ?? 0;
  }

  #answer(request: HttpRequest): Answer {
    const { origin } = new URL(request.url);
    const text = JSON.stringify([revealHeaders(request), request.url]);
    if (origin !== ORIGIN) {
      this.offOrigin += 1;
      if (canariesIn(text).length > 0) this.canariesOffOrigin += 1;
      return { kind: 'nothing' };
    }
    if (!text.includes(this.credential)) this.watcher.broken('a request without its credential');
    if (canariesIn(request.url).length > 0) this.watcher.broken('a secret in an address');
    this.world.requested();
    const place = this.#placeOf(new URL(request.url).searchParams);
    this.#firstPage ??= place.page;
    this.watcher.requested(place.page);
    const answer = this.#judge(place);
    const fault = 'fault' in answer ? answer.fault?.kind : undefined;
    this.log.push({
      client: this.client,
      walk: this.walk,
      page: place.page,
      atMs: this.clock.elapsedMs,
      fault,
    });
    return answer;
  }

  #placeOf(query: URLSearchParams): Place {
    const { family } = this.scenario;
    const text = query.get(protocolOf(family).param);
    if (family === 'offset' || family === 'offsetFlag')
      return { page: this.#pageOfRow(Number(text)), behind: 0 };
    if (!CURSOR_FAMILIES.has(family)) return { page: Number(text) - 1, behind: 0 };
    if (text === null || text === '') return { page: 0, behind: 0 };
    const place = this.#cursors.get(text);
    if (place === undefined) this.watcher.broken(`a cursor that was never given: ${text}`);
    return place ?? { page: 0, behind: 0 };
  }

  /** Rows behind the data are pages of their own: after a short page, those who run ahead ask for any of them. */
  #pageOfRow(row: number): number {
    const { items, pageSize } = this.scenario;
    return row <= items ? Math.ceil(row / pageSize) : BEHIND + row;
  }

  #judge(place: Place): Answer {
    const { page } = place;
    const fault = transientAt(this.scenario, page);
    const failures = this.#failures.get(page) ?? 0;
    if (fault !== undefined && failures < fault.times) {
      this.#failures.set(page, failures + 1);
      this.note(fault.kind);
      return { kind: 'fault', fault, text: JSON.stringify(this.#page(place, undefined).body) };
    }
    return this.#whole(place, lastingAt(this.scenario, page));
  }

  #whole(place: Place, lasting: Fault | undefined): Answer {
    if (this.#isPastEnd(place.page)) {
      return this.scenario.pastEnd === 'notFound' ? { kind: 'pastEnd' } : this.#page(place, undefined);
    }
    return this.#page(place, lasting);
  }

  /** Pages behind the last one: only those who run ahead ask for them. */
  #isPastEnd(page: number): boolean {
    const { family } = this.scenario;
    return !CURSOR_FAMILIES.has(family) && page > this.lastPage;
  }

  /** Index of the last page of a walk by numbers. */
  get lastPage(): number {
    const { family, items, pageSize } = this.scenario;
    const full = Math.ceil(items / pageSize);
    if (family === 'offset' || family === 'pageNumberEmptyEnds') return full;
    return Math.max(0, full - 1) + emptyRun(this.scenario).count;
  }

  /** Where a fault sends the client in place of the next page. */
  #nextOf(kind: FaultKind | undefined, page: number, amount: number): string | undefined {
    if (kind === 'repeatedCursor') return this.#earlier(page, amount);
    if (kind !== 'leakingCursor') return undefined;
    return `c${amount % 2 === 0 ? this.credential : percentEncoded(this.credential)}`;
  }

  #page(place: Place, lasting: Fault | undefined): Answer & { kind: 'page' } {
    const { page } = place;
    const natural = this.#rowsAt(place);
    const kind = this.#applicable(page, natural, lasting);
    const before = this.served.get(page - 1);
    const rows = kind === 'repeatedPage' && before !== undefined ? before.rows : natural.rows;
    const next = this.#nextOf(kind, page, lasting?.amount ?? 0) ?? natural.next;
    const drifted = kind === 'drift' ? rows[(lasting?.amount ?? 0) % rows.length] : undefined;
    if (kind !== undefined) this.note(kind);
    const spelled = protocolOf(this.scenario.family).spell({
      data: rows.map((row) => (row === drifted ? { ...itemOf(row), rank: DRIFTED } : itemOf(row))),
      next,
      broken: kind === 'missingCursor',
      host: kind === 'foreignNext' ? FOREIGN : ORIGIN,
      ...this.#totals(),
    });
    return {
      kind: 'page',
      page,
      body: spelled.body,
      headers: spelled.headers ?? {},
      fault: kind === undefined ? undefined : lasting,
      served: { rows, drifted, goesOn: next !== undefined || kind === 'missingCursor' },
    };
  }

  /** The fault, where this page of this protocol can have it. */
  #applicable(
    page: number,
    { rows, next }: { readonly rows: readonly number[]; readonly next: string | undefined },
    lasting: Fault | undefined,
  ): FaultKind | undefined {
    const { family } = this.scenario;
    const kind = lasting?.kind;
    switch (kind) {
      case 'empty':
        return emptyRun(this.scenario).count > 0 ? kind : undefined;
      case 'drift':
        return rows.length > 0 ? kind : undefined;
      case 'repeatedPage': {
        const before = this.served.get(page - 1)?.rows.length ?? 0;
        // A walk that resumes here has no page before this one to compare it with.
        return before > 0 && page !== this.#firstPage ? kind : undefined;
      }
      case 'repeatedCursor':
        return NAMES_NEXT.has(family) && this.#earlier(page, 0) !== undefined ? kind : undefined;
      case 'missingCursor':
        return NAMES_NEXT.has(family) ? kind : undefined;
      case 'leakingCursor':
        return next !== undefined && NAMES_NEXT.has(family) && CURSOR_FAMILIES.has(family) ? kind : undefined;
      case 'foreignNext':
        return next !== undefined && (FOLLOWS_LINKS.has(family) || READS_NUMBERS.has(family))
          ? kind
          : undefined;
      default:
        return kind;
    }
  }

  #rowsAt({ page, behind }: Place): { readonly rows: readonly number[]; readonly next: string | undefined } {
    const { family, pageSize } = this.scenario;
    const run = emptyRun(this.scenario);
    const isEmpty = page >= run.at && page < run.at + run.count;
    if (CURSOR_FAMILIES.has(family)) {
      const { rows, more } = isEmpty ? { rows: [], more: true } : this.world.behind(behind, pageSize);
      return { rows, next: more ? this.#mint(page + 1, rows.at(-1) ?? behind, rows.length > 0) : undefined };
    }
    const before = Math.min(run.count, Math.max(0, page - run.at));
    const { rows } = isEmpty ? { rows: [] } : this.world.from((page - before) * pageSize, pageSize);
    const last = this.lastPage;
    return { rows, next: page < last ? this.#numberOf(page + 1) : undefined };
  }

  #numberOf(page: number): string {
    const { family, pageSize } = this.scenario;
    return String(family === 'offset' || family === 'offsetFlag' ? page * pageSize : page + 1);
  }

  #mint(page: number, behind: number, moved: boolean): string {
    const { family } = this.scenario;
    const byId = family === 'lastId' || family === 'lastItem';
    const opaque = `c${String(page)}.${String(behind)}`;
    const cursor = byId ? idOf(behind) + (moved ? '' : `~${String(page)}`) : opaque;
    this.#cursors.set(cursor, { page, behind });
    this.#positions.set(page, cursor);
    return cursor;
  }

  /** A position that this walk has asked for before: its own, or one of an earlier page. */
  #earlier(page: number, back: number): string | undefined {
    const earliest = Math.max(this.#firstPage ?? 0, CURSOR_FAMILIES.has(this.scenario.family) ? 1 : 0);
    const target = Math.max(earliest, page - back);
    if (target > page) return undefined;
    return CURSOR_FAMILIES.has(this.scenario.family) ? this.#positions.get(target) : this.#numberOf(target);
  }

  #totals(): { readonly total: number | undefined; readonly pages: number | undefined } {
    const { total, pageSize, items } = this.scenario;
    if (total === 'absent') return { total: undefined, pages: undefined };
    const pages = Math.ceil(items / pageSize);
    if (total === 'low') return { total: Math.floor(items / 3), pages: Math.ceil(pages / 3) };
    return total === 'high' ? { total: items * 3 + 7, pages: pages * 3 + 2 } : { total: items, pages };
  }
}
