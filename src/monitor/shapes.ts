import type {
  CostRecord,
  Credential,
  FeedRecord,
  Finding,
  Iso,
  LeftOutItem,
  Limit,
  Measures,
  Money,
  Principal,
  ReadingError,
  Ref,
  SourceState,
} from '../records/index.js';

/** Money of one origin. Amounts of different origin or currency never add up. */
export interface Amount extends Money {
  readonly basis: CostRecord['basis'];
}

/** Which sources a figure rests on, by name. */
export interface Coverage {
  readonly included: readonly string[];
  /** Never read whole, failed, with items left out, or too old: the figure is a floor. */
  readonly missing: readonly string[];
}

/** A figure, how good it is, and how far its data reaches. Without `value` there is no data, which differs from zero. */
export interface Figure<A> {
  readonly value?: A | undefined;
  readonly quality: 'reported' | 'floor' | 'estimated';
  readonly asOf?: Iso | undefined;
  readonly coverage: Coverage;
}

/** `reading` until every feed that the value rests on has been read or has failed once. */
export type ViewState = 'reading' | 'ready';

/** Some rows of a table. */
export interface Table<R> {
  readonly state: ViewState;
  readonly rows: readonly R[];
  /** Rows that match the query, those outside of offset and limit included. */
  readonly total: number;
  readonly asOf?: Iso | undefined;
  readonly coverage: Coverage;
}

/** The first look: what is spent, how fast, by how many keys, and what is wrong. */
export interface Overview {
  /** `ready` also means that the rules have looked at everything once: the counts of findings are whole. */
  readonly state: ViewState;
  /** One amount for each currency and basis. */
  readonly spendToday: Figure<readonly Amount[]>;
  readonly monthToDate: Figure<readonly Amount[]>;
  /** Money an hour, over the last 15 minutes, hour and day. */
  readonly burnPerHour: {
    readonly m15: Figure<readonly Amount[]>;
    readonly h1: Figure<readonly Amount[]>;
    readonly h24: Figure<readonly Amount[]>;
  };
  /** The spend of the month when it ends, with a band; no value below three complete days. */
  readonly monthEnd: Figure<{ readonly low: Money; readonly mid: Money; readonly high: Money }>;
  /** Of the last minute that is closed. */
  readonly tokensPerMinute: Figure<number>;
  readonly requestsPerMinute: Figure<number>;
  readonly credentials: { readonly active: number; readonly total: number; readonly neverUsed: number };
  readonly findings: Readonly<Record<Finding['severity'], number>>;
  readonly sources: { readonly ok: number; readonly total: number };
}

/** What one key, person, project, model, provider or source spends. */
export interface SpendRow {
  /** The uid of the record, or `unattributed` of its source. */
  readonly id: string;
  readonly ref?: Ref | undefined;
  readonly name: string;
  readonly provider: string;
  readonly source: string;
  readonly cost: readonly Amount[];
  /** Of the sum of all rows, in the currency and basis that most rows have; from 0 to 1. */
  readonly share?: number | undefined;
  /** The cost of the window before. */
  readonly before?: readonly Amount[] | undefined;
  readonly tokens?: Measures | undefined;
  readonly requests?: number | undefined;
  /** The cost in the currency that rows are sorted by, or without costs the tokens, over the window; null where there is no data. */
  readonly spark: readonly (number | null)[];
}

/** A table of spend; `sum` is that of all rows that match, not only of those shown. */
export interface SpendTable extends Table<SpendRow> {
  readonly from: Iso;
  readonly to: Iso;
  readonly sum: Figure<readonly Amount[]>;
}

/** One line of a chart. */
export interface SeriesLine {
  readonly id: string;
  readonly name: string;
  readonly currency?: string | undefined;
  /** Of costs: a group has a line for each origin of its figures, since they never add up. */
  readonly basis?: Amount['basis'] | undefined;
  /** One value a step; null is no data, never zero. */
  readonly values: readonly (number | null)[];
}

/** Lines of a chart over one time axis. */
export interface Series {
  readonly state: ViewState;
  readonly from: Iso;
  readonly to: Iso;
  readonly stepMs: number;
  /** Whether the last step can still change. */
  readonly open: boolean;
  /**
   * How many steps, from the first on, the data covers to their end (`asOf`). A later one holds what was read of it so far: a small
   * value there is no fall.
   */
  readonly whole?: number | undefined;
  readonly lines: readonly SeriesLine[];
  readonly asOf?: Iso | undefined;
  readonly coverage: Coverage;
}

/** A credential with what is joined to it. */
export interface CredentialRow extends Credential {
  readonly ownerName?: string | undefined;
  readonly ownerStatus?: Principal['status'] | undefined;
  readonly projectName?: string | undefined;
  readonly cost?: readonly Amount[] | undefined;
  readonly requests?: number | undefined;
  /** Ids of the rules that have an open finding on it. */
  readonly findings: readonly string[];
}

/** A principal with what is joined to it. */
export interface PrincipalRow extends Principal {
  /** Credentials that it owns. */
  readonly credentials: number;
  readonly cost?: readonly Amount[] | undefined;
  readonly requests?: number | undefined;
  readonly findings: readonly string[];
}

/** How one feed of one source does. */
export interface SourceRow {
  readonly source: string;
  readonly provider: string;
  readonly feed: string;
  readonly state: SourceState;
  /** This and all that counts, names or quotes what others have is absent for who sees no more than a scope. */
  readonly records?: number | undefined;
  /** Items that the last reading left out. */
  readonly leftOut?: number | undefined;
  /** The first of them, by name; at most 20. */
  readonly leftOutItems?: readonly LeftOutItem[] | undefined;
  readonly lastSuccessAt?: Iso | undefined;
  readonly asOf?: Iso | undefined;
  readonly nextPollAt?: Iso | undefined;
  readonly error?: ReadingError | undefined;
  /** Requests that were sent for it so far. */
  readonly requests?: number | undefined;
  /** Pages that the last reading gave, well or not, empty ones at its end apart. */
  readonly pages?: number | undefined;
  /** How long it took, waits for a turn and attempts that failed included, in milliseconds. */
  readonly readMs?: number | undefined;
  /** The types of records that it gives, where its source says so: what shows them rests on it. */
  readonly gives?: readonly FeedRecord['type'][] | undefined;
  /** What a credential must be allowed for it, in the words of the provider. */
  readonly needs?: string | undefined;
}

/** A limit of a provider or a budget of one's own, and when it will be reached. */
export interface LimitRow extends Limit {
  readonly name: string;
  readonly subjectName?: string | undefined;
  readonly remaining?: Money | number | undefined;
  /** Used divided by limit; absent where the use is not reported. */
  readonly ratio?: number | undefined;
  /**
   * When it will be reached at the rate of the last day, as exactly as such an estimate is: to the minute within an hour, to the day beyond a
   * week. Absent where that is not before the reset.
   */
  readonly reachedAt?: Iso | undefined;
  readonly quality: Figure<unknown>['quality'];
}

/** A finding that is open, with names for people. */
export interface FindingRow extends Finding {
  readonly id: string;
  readonly title: string;
  readonly subjectName?: string | undefined;
  readonly docs?: string | undefined;
  /** Hidden until then, by the viewer's choice. */
  readonly snoozedUntil?: Iso | undefined;
}

/** A place where replies depart from what is known, as it is shown. */
export interface DriftRow {
  readonly source: string;
  readonly feed: string;
  readonly path: string;
  readonly change: 'added' | 'missing' | 'retyped';
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly severity: 'info' | 'breaking';
  readonly firstSeen: Iso;
  readonly count: number;
}

/** Something that happened, emitted once. */
export interface ChangeEvent {
  /** Where to go on after it: an opaque text that holds the epoch of the log. */
  readonly position: string;
  readonly at: Iso;
  readonly kind: 'created' | 'updated' | 'removed' | 'restated' | 'reset' | 'limit' | 'finding' | 'gap';
  readonly source?: string | undefined;
  readonly subject?: Ref | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly text: string;
  /** Of a gap: the position after which events are no longer held. Absent, with `fields: ['journal']`, where the journal cannot be read. */
  readonly from?: string | undefined;
}
