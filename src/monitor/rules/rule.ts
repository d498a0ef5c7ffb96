import type {
  Credential,
  Evidence,
  FeedRecord,
  Iso,
  Measures,
  Principal,
  Project,
  Ref,
  Severity,
} from '../../records/index.js';
import type { Window } from '../queries.js';
import type { Amount, DriftRow, LimitRow, SourceRow } from '../shapes.js';

/** The pace of a source: what it used in the last hour, and what it uses at this hour of the week. */
export interface Pace {
  readonly type: 'pace';
  /** Name of the source. */
  readonly source: string;
  /** The provider. */
  readonly provider: string;
  /** Tokens of the last 60 minutes; undefined where none are known. */
  readonly tokens: number | undefined;
  /** Tokens of whole hours: the same hour of the week first, or all hours where a week is not known yet. */
  readonly usual: readonly number[];
  /** Days of which hours are known. */
  readonly days: number;
  /** What a token costs, by the source's own reports. */
  readonly perToken: number | undefined;
  /** The currency of `perToken`, ISO 4217. */
  readonly currency: string | undefined;
  /** How far the data reaches. */
  readonly asOf: Iso | undefined;
}

/** What rules look at, by kind. */
export interface Subjects {
  /** A key. */
  readonly credential: Credential;
  /** A person or account. */
  readonly principal: Principal;
  /** A limit or budget, with its use. */
  readonly limit: LimitRow;
  /** A feed of a source, with its state. */
  readonly source: SourceRow;
  /** How fast a source spends. */
  readonly pace: Pace;
}

/** What a rule looks at. */
export type SubjectKind = keyof Subjects;

/** What is wrong with a subject. */
export interface Hit {
  /** Default: the rule's own. */
  readonly severity?: Severity | undefined;
  /** The fact, what to do, and as of when; with references to what it is read from. */
  readonly evidence: readonly Evidence[];
}

/** Nothing wrong; nothing known (a finding that is open keeps its severity); or what is wrong. */
export type Verdict = undefined | 'unknown' | Hit;

/** What a rule may ask. It holds reported figures only: no finding rests on an estimate. */
export interface RuleIndex {
  /** Returns a key; undefined where no list that was read holds it. */
  credential(ref: Ref): Credential | undefined;
  /** Returns a person or account; undefined where no list that was read holds it. */
  principal(ref: Ref): Principal | undefined;
  /** Returns a project; undefined where no list that was read holds it. */
  project(ref: Ref): Project | undefined;
  /** A name for people. */
  nameOf(ref: Ref): string;
  /** Reported amounts of a credential in a window; undefined where none are known. */
  cost(ref: Ref, window: Window): readonly Amount[] | undefined;
  /** Measures of a credential in a window; undefined where none are known. */
  usage(ref: Ref, window: Window): Measures | undefined;
  /** Whether the lists of a source that give a type of record were read to their end, and nothing was left out. */
  isWhole(source: string, type: FeedRecord['type']): boolean;
  /** Whether a source has people of this kind in its lists. */
  knowsKind(source: string, kind: Principal['kind']): boolean;
  /** How far the records of a type reach. */
  asOf(source: string, type: FeedRecord['type']): Iso | undefined;
  /** Days that are over, of which costs of a source are reported. */
  completeDays(source: string): number;
  /** Returns where the replies of a feed depart from what is known. */
  drift(source: string, feed: string): readonly DriftRow[];
}

/** A rule: what counts as a finding. */
export interface Rule<K extends SubjectKind = SubjectKind> {
  /** Unique among the rules of a monitor: `key.never_used`. */
  readonly id: string;
  /** What is wrong, in a few words. */
  readonly title: string;
  /** How grave a finding is, where a hit does not say it. */
  readonly severity: Severity;
  /** Where the rule is explained. */
  readonly docs: string;
  /** What it looks at. */
  readonly on: K;
  /** Types of records without which nothing can be said. While one of their lists fails, findings stay as they are. */
  readonly needs: readonly FeedRecord['type'][];
  /** For how long it must hold before a finding opens, in milliseconds. Default 0. */
  readonly forMs?: number | undefined;
  /** Looks at one subject. Called when the subject changes, and once an hour. */
  check(subject: Subjects[K], index: RuleIndex, now: Date): Verdict;
}

/** Any rule: each looks at one kind of subject. */
export type AnyRule = { readonly [K in SubjectKind]: Rule<K> }[SubjectKind];

/**
 * Returns a rule as it is: for the types of its subject.
 *
 * @param rule what it looks at, when it hits, and how grave that is
 *
 * @example
 * const unnamed = defineRule({
 *   id: 'key.unnamed',
 *   title: 'Key without a name',
 *   severity: 'low',
 *   docs: 'https://wiki.example/keys',
 *   on: 'credential',
 *   needs: ['credential'],
 *   check: (key) =>
 *     key.name === undefined ? { evidence: [{ text: 'It has no name. Name it.', refs: [] }] } : undefined,
 * });
 * const monitor = createMonitor([source], { rules: [unnamed] });
 * const open = await firstValueFrom(monitor.findings$.pipe(filter(({ length }) => length > 0)));
 * console.log(open[0]?.rule, open[0]?.evidence[0]?.text);
 * monitor.close();
 * // key.unnamed It has no name. Name it.
 */
export const defineRule = <K extends SubjectKind>(rule: Rule<K>): Rule<K> => rule;
