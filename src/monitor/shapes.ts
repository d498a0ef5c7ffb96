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
  /** Where the figure comes from. */
  readonly basis: CostRecord['basis'];
}

/** Which sources a figure rests on, by name. */
export interface Coverage {
  /** Sources that were read whole and are recent. */
  readonly included: readonly string[];
  /** Never read whole, failed, with items left out, or too old: the figure is a floor. */
  readonly missing: readonly string[];
}

/** A figure, how good it is, and how far its data reaches. Without `value` there is no data, which differs from zero. */
export interface Figure<A> {
  /** The figure; absent where there is no data. */
  readonly value?: A | undefined;
  /** `floor`: at least this much. `estimated`: not reported yet. */
  readonly quality: 'reported' | 'floor' | 'estimated';
  /** How far the data reaches. */
  readonly asOf?: Iso | undefined;
  /** Which sources it rests on. */
  readonly coverage: Coverage;
}

/** `reading` until every feed that the value rests on has been read or has failed once. */
export type ViewState = 'reading' | 'ready';

/** Some rows of a table. */
export interface Table<R> {
  /** Whether every feed that it rests on was read. */
  readonly state: ViewState;
  /** The rows. */
  readonly rows: readonly R[];
  /** Rows that match the query, those outside of offset and limit included. */
  readonly total: number;
  /** How far the data reaches. */
  readonly asOf?: Iso | undefined;
  /** Which sources it rests on. */
  readonly coverage: Coverage;
}

/** The first look: what is spent, how fast, by how many keys, and what is wrong. */
export interface Overview {
  /** `ready` also means that the rules have looked at everything once: the counts of findings are whole. */
  readonly state: ViewState;
  /** One amount for each currency and basis. */
  readonly spendToday: Figure<readonly Amount[]>;
  /** What was spent this month, in UTC. */
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
  /** Of the last minute that is closed. */
  readonly requestsPerMinute: Figure<number>;
  /** Keys that work, all keys, and those that were never used. */
  readonly credentials: { readonly active: number; readonly total: number; readonly neverUsed: number };
  /** Open findings by severity. */
  readonly findings: Readonly<Record<Finding['severity'], number>>;
  /** Feeds that are read well, and all. */
  readonly sources: { readonly ok: number; readonly total: number };
}

/** What one key, person, project, model, provider or source spends. */
export interface SpendRow {
  /** The uid of the record, or `unattributed` of its source. */
  readonly id: string;
  /** What it names; absent for `unattributed`. */
  readonly ref?: Ref | undefined;
  /** What people call it. */
  readonly name: string;
  /** The provider. */
  readonly provider: string;
  /** Name of the source. */
  readonly source: string;
  /** The cost in the window, an amount for each currency and basis. */
  readonly cost: readonly Amount[];
  /** Of the sum of all rows, in the currency and basis that most rows have; from 0 to 1. */
  readonly share?: number | undefined;
  /** The cost of the window before. */
  readonly before?: readonly Amount[] | undefined;
  /** Tokens in the window; absent where none are known. */
  readonly tokens?: Measures | undefined;
  /** Requests in the window; absent where none are known. */
  readonly requests?: number | undefined;
  /** The cost in the currency that rows are sorted by, or without costs the tokens, over the window; null where there is no data. */
  readonly spark: readonly (number | null)[];
}

/** A table of spend; `sum` is that of all rows that match, not only of those shown. */
export interface SpendTable extends Table<SpendRow> {
  /** When the window begins. */
  readonly from: Iso;
  /** When the window ends. */
  readonly to: Iso;
  /** The cost of all rows that match. */
  readonly sum: Figure<readonly Amount[]>;
}

/** One line of a chart. */
export interface SeriesLine {
  /** The id of the row that it belongs to; `other` for the rest. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** ISO 4217; absent unless the measure is `cost`. */
  readonly currency?: string | undefined;
  /** Of costs: a group has a line for each origin of its figures, since they never add up. */
  readonly basis?: Amount['basis'] | undefined;
  /** One value a step; null is no data, never zero. */
  readonly values: readonly (number | null)[];
}

/** Lines of a chart over one time axis. */
export interface Series {
  /** Whether every feed that it rests on was read. */
  readonly state: ViewState;
  /** When the first step begins. */
  readonly from: Iso;
  /** When the last step ends. */
  readonly to: Iso;
  /** Length of a step in milliseconds. */
  readonly stepMs: number;
  /** Whether the last step can still change. */
  readonly open: boolean;
  /**
   * How many steps, from the first on, the data covers to their end (`asOf`). A later one holds what was read of it so far: a small
   * value there is no fall.
   */
  readonly whole?: number | undefined;
  /** The lines. */
  readonly lines: readonly SeriesLine[];
  /** How far the data reaches. */
  readonly asOf?: Iso | undefined;
  /** Which sources it rests on. */
  readonly coverage: Coverage;
}

/** A credential with what is joined to it. */
export interface CredentialRow extends Credential {
  /** What people call its owner. */
  readonly ownerName?: string | undefined;
  /** Whether its owner may act. */
  readonly ownerStatus?: Principal['status'] | undefined;
  /** What people call what it is confined to. */
  readonly projectName?: string | undefined;
  /** The cost in the window of the query; absent where none is known. */
  readonly cost?: readonly Amount[] | undefined;
  /** Requests in the window of the query; absent where none are known. */
  readonly requests?: number | undefined;
  /** Ids of the rules that have an open finding on it. */
  readonly findings: readonly string[];
}

/** A principal with what is joined to it. */
export interface PrincipalRow extends Principal {
  /** Credentials that it owns. */
  readonly credentials: number;
  /** The cost in the window of the query; absent where none is known. */
  readonly cost?: readonly Amount[] | undefined;
  /** Requests in the window of the query; absent where none are known. */
  readonly requests?: number | undefined;
  /** Ids of the rules that have an open finding on it. */
  readonly findings: readonly string[];
}

/** How one feed of one source does. */
export interface SourceRow {
  /** Name of the source. */
  readonly source: string;
  /** The provider. */
  readonly provider: string;
  /** Id of the feed. */
  readonly feed: string;
  /** How its last reading was. */
  readonly state: SourceState;
  /** Records that the list holds. Absent within a scope, as all is that counts, names or quotes the things of others. */
  readonly records?: number | undefined;
  /** Items that the last reading left out. */
  readonly leftOut?: number | undefined;
  /** The first of them, by name; at most 20. */
  readonly leftOutItems?: readonly LeftOutItem[] | undefined;
  /** When it was last read; absent where it never was. */
  readonly lastSuccessAt?: Iso | undefined;
  /** How far the provider's data reaches. */
  readonly asOf?: Iso | undefined;
  /** When it is read again. */
  readonly nextPollAt?: Iso | undefined;
  /** Why its last reading failed. */
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
  /** What people call it. */
  readonly name: string;
  /** What people call its subject. */
  readonly subjectName?: string | undefined;
  /** What is left; absent where the use is not reported. */
  readonly remaining?: Money | number | undefined;
  /** Used divided by limit; absent where the use is not reported. */
  readonly ratio?: number | undefined;
  /**
   * When it will be reached at the rate of the last day, as exactly as such an estimate is: to the minute within an hour, to the day beyond a
   * week. Absent where that is not before the reset.
   */
  readonly reachedAt?: Iso | undefined;
  /** How good the figure of the use is. */
  readonly quality: Figure<unknown>['quality'];
}

/** A finding that is open, with names for people. */
export interface FindingRow extends Finding {
  /** The rule and the subject: the same for the same finding. */
  readonly id: string;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What people call its subject. */
  readonly subjectName?: string | undefined;
  /** Where the rule is explained. */
  readonly docs?: string | undefined;
  /** Hidden until then, by the viewer's choice. */
  readonly snoozedUntil?: Iso | undefined;
}

/** A place where replies depart from what is known, as it is shown. */
export interface DriftRow {
  /** Name of the source. */
  readonly source: string;
  /** Id of the feed. */
  readonly feed: string;
  /** A dotted path: `owner.user.nickname`, `projects[].tier`. */
  readonly path: string;
  /** What is wrong there. */
  readonly change: 'added' | 'missing' | 'retyped';
  /** The type that was expected; absent for an added field. */
  readonly from?: string | undefined;
  /** The type that was found; absent for a missing field. */
  readonly to?: string | undefined;
  /** `breaking` where items may be left out. */
  readonly severity: 'info' | 'breaking';
  /** When it was first seen. */
  readonly firstSeen: Iso;
  /** How often it was seen. */
  readonly count: number;
}

/** Something that happened, emitted once. */
export interface ChangeEvent {
  /** Where to go on after it: an opaque text that holds the epoch of the log. */
  readonly position: string;
  /** When it was noticed. */
  readonly at: Iso;
  /** What happened. */
  readonly kind: 'created' | 'updated' | 'removed' | 'restated' | 'reset' | 'limit' | 'finding' | 'gap';
  /** Name of the source. */
  readonly source?: string | undefined;
  /** What it happened to. */
  readonly subject?: Ref | undefined;
  /** Names of the fields that changed. */
  readonly fields?: readonly string[] | undefined;
  /** The values before. */
  readonly before?: unknown;
  /** The values now. */
  readonly after?: unknown;
  /** What happened, for people. */
  readonly text: string;
  /** Of a gap: the position after which events are no longer held. Absent, with `fields: ['journal']`, where the journal cannot be read. */
  readonly from?: string | undefined;
}
