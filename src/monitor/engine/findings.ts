import { type Finding, isoAt, type Ref, type Severity } from '../../records/index.js';
import { SEVERITIES } from '../../records/index.js';
import { checkRule, verdictOf } from '../rules/check-rule.js';
import type { AnyRule, RuleIndex, SubjectKind, Subjects, Verdict } from '../rules/rule.js';
import type { FindingRow } from '../shapes.js';
import type { Cause } from './cause.js';
import { snoozedUntil, type Snooze } from './snooze.js';
import { stepFinding, type FindingPhase, type FindingStep } from './finding-step.js';

/** Something that rules look at. */
export interface Case<K extends SubjectKind = SubjectKind> {
  readonly kind: K;
  /** Unique among all subjects. */
  readonly key: string;
  readonly ref: Ref;
  readonly source: number;
  /** The entity, where it is one. */
  readonly place: number | undefined;
  readonly subject: Subjects[K];
}

/** A finding with its rule and subject. */
export interface Held {
  readonly id: string;
  readonly rule: string;
  readonly key: string;
  readonly kind: SubjectKind;
  readonly ref: Ref;
  readonly place: number | undefined;
  readonly phase: FindingPhase;
}

/** A finding that opened, changed or closed. */
export interface FindingNews {
  readonly id: string;
  readonly what: Exclude<FindingStep['what'], 'nothing'>;
  readonly rule: AnyRule;
  readonly kind: SubjectKind;
  readonly ref: Ref;
  readonly before: FindingPhase | undefined;
  readonly after: FindingPhase | undefined;
  /** Whether it is emitted: not what the first reading of a list brought. */
  readonly isNews: boolean;
}

interface FindingsOptions {
  readonly rules: readonly AnyRule[];
  readonly snooze: readonly Snooze[];
  readonly index: RuleIndex;
  /** Whether the lists that a rule needs can be relied on; undefined where the source has no such list. */
  readonly hasNeeds: (rule: AnyRule, source: number) => boolean | undefined;
  readonly sourceName: (source: number) => string;
  readonly onNews: (news: FindingNews) => void;
}

/** Findings, by rule and subject. */
export class Findings {
  readonly #held = new Map<string, Held>();
  /** Those that open when they have held for long enough. */
  readonly #pending = new Set<string>();
  readonly #byPlace = new Map<number, Set<string>>();
  readonly #byKey = new Map<string, Set<string>>();
  readonly #byKind = new Map<SubjectKind, readonly AnyRule[]>();
  /** Rules that have looked at everything of a source once. */
  readonly #settled = new Set<string>();
  #newlySettled: string[] = [];
  readonly #rules = new Map<string, AnyRule>();

  constructor(private readonly options: FindingsOptions) {
    for (const rule of options.rules) {
      checkRule(rule);
      if (this.#rules.has(rule.id)) throw new RangeError(`two rules have the id '${rule.id}'`);
      this.#rules.set(rule.id, rule);
      this.#byKind.set(rule.on, [...(this.#byKind.get(rule.on) ?? []), rule]);
    }
  }

  rulesOn(kind: SubjectKind): readonly AnyRule[] {
    return this.#byKind.get(kind) ?? [];
  }

  needs(kind: SubjectKind, type: string): boolean {
    return this.rulesOn(kind).some((rule) => rule.needs.some((need) => need === type));
  }

  /** Ids of the rules with an open finding on an entity. */
  ofPlace(place: number): readonly string[] {
    const ids = this.#byPlace.get(place);
    if (ids === undefined) return [];
    return [...ids].flatMap((id) => {
      const held = this.#held.get(id);
      return held?.phase.phase === 'firing' ? [held.rule] : [];
    });
  }

  /** Looks at a subject with all its rules. Returns whether any open finding changed. */
  check(subject: Case, now: number, cause: Cause): boolean {
    let changed = false;
    for (const rule of this.rulesOn(subject.kind)) if (this.#check(rule, subject, now, cause)) changed = true;
    return changed;
  }

  #check(rule: AnyRule, subject: Case, now: number, cause: Cause): boolean {
    const id = `${rule.id}/${subject.key}`;
    const before = this.#held.get(id);
    const has = this.options.hasNeeds(rule, subject.source);
    const verdict =
      has === false ? 'unknown' : has === undefined ? undefined : this.#verdict(rule, subject, now);
    const step = stepFinding(before?.phase, verdict, rule, now);
    if (step.next === before?.phase) return false;
    if (step.next === undefined) this.#drop(id);
    else this.#keep({ ...subject, id, rule: rule.id, phase: step.next });
    if (step.what === 'nothing') return false;
    const isNews = cause !== 'baseline' && this.#settled.has(this.#settledKey(rule, subject));
    const { kind, ref } = subject;
    this.options.onNews({
      id,
      what: step.what,
      rule,
      kind,
      ref,
      before: before?.phase,
      after: step.next,
      isNews,
    });
    return true;
  }

  /** A rule that throws knows nothing; it must not end the monitor. */
  #verdict(rule: AnyRule, { subject }: Case, now: number): Verdict {
    try {
      // The kind of the subject is that of the rule: `rulesOn` found it by it.
      const given = (rule.check as (subject: unknown, index: RuleIndex, now: Date) => unknown)(
        subject,
        this.options.index,
        new Date(now),
      );
      return verdictOf(given);
    } catch {
      return 'unknown';
    }
  }

  #keep({ id, rule, key, kind, ref, place, phase }: Held): void {
    this.#held.set(id, { id, rule, key, kind, ref, place, phase });
    if (phase.phase === 'pending') this.#pending.add(id);
    else this.#pending.delete(id);
    add(this.#byKey, key, id);
    if (place !== undefined) add(this.#byPlace, place, id);
  }

  #drop(id: string): void {
    const held = this.#held.get(id);
    if (held === undefined) return;
    this.#held.delete(id);
    this.#pending.delete(id);
    remove(this.#byKey, held.key, id);
    if (held.place !== undefined) remove(this.#byPlace, held.place, id);
  }

  /** A subject is no more: what was wrong with it is over. */
  end(key: string, cause: Cause): void {
    for (const id of [...(this.#byKey.get(key) ?? [])]) {
      const held = this.#held.get(id);
      this.#drop(id);
      const rule = held === undefined ? undefined : this.#rules.get(held.rule);
      if (held === undefined || rule === undefined || held.phase.phase !== 'firing') continue;
      const { kind, ref, phase } = held;
      const isNews = cause !== 'baseline';
      this.options.onNews({ id, what: 'resolved', rule, kind, ref, before: phase, after: undefined, isNews });
    }
  }

  /** What is wrong with a list is known once it has been read or has failed; with what lists hold, once per source. */
  #settledKey(rule: AnyRule, { source, ref }: Pick<Case, 'source' | 'ref'>): string {
    const name = this.options.sourceName(source);
    return rule.on === 'source' ? `${rule.id}/${name}/${ref.id}` : `${rule.id}/${name}`;
  }

  /** All of a source has been looked at: what is found from now on is news. */
  settle(source: number): void {
    for (const rule of this.#rules.values())
      if (rule.on !== 'source' && this.options.hasNeeds(rule, source) === true)
        this.#settle(`${rule.id}/${this.options.sourceName(source)}`);
  }

  /** A list has been looked at after its first reading: how it is from now on is news. */
  settleFeed({ source, id }: Ref): void {
    for (const rule of this.rulesOn('source')) this.#settle(`${rule.id}/${source}/${id}`);
  }

  /** Nothing of a source is held any more: should it come back, all of it is looked at for the first time. */
  leave(source: string): void {
    for (const { id } of this.#rules.values())
      for (const key of this.#settled)
        if (`${key}/`.startsWith(`${id}/${source}/`)) this.#settled.delete(key);
  }

  #settle(key: string): void {
    if (this.#settled.has(key)) return;
    this.#settled.add(key);
    this.#newlySettled.push(key);
  }

  /** What has been looked at since the last question. */
  takeSettled(): readonly string[] {
    const settled = this.#newlySettled;
    this.#newlySettled = [];
    return settled;
  }

  /** Findings whose wait is over, or began at a time that a clock that was set back has not reached: their subjects are looked at again. */
  due(now: number): readonly Held[] {
    return [...this.#pending].flatMap((id) => {
      const held = this.#held.get(id);
      if (held === undefined) return [];
      const waited = now - held.phase.since;
      return waited < 0 || waited >= (this.#rules.get(held.rule)?.forMs ?? 0) ? held : [];
    });
  }

  /** Open findings, newest first, and of those that opened together the gravest. */
  rows(nameOf: (held: Held) => string | undefined, now: number): readonly FindingRow[] {
    const rows: FindingRow[] = [];
    for (const held of this.#held.values())
      if (held.phase.phase === 'firing') rows.push(this.#row(held, held.phase, nameOf(held), now));
    return rows.sort(byNews);
  }

  #row(
    held: Held,
    phase: FindingPhase & { phase: 'firing' },
    name: string | undefined,
    now: number,
  ): FindingRow {
    const rule = this.#rules.get(held.rule);
    const until = snoozedUntil(this.options.snooze, held, now);
    const finding: Finding = {
      type: 'finding',
      rule: held.rule,
      severity: phase.severity,
      subject: held.ref,
      evidence: phase.evidence,
      since: isoAt(phase.since),
    };
    return {
      ...finding,
      id: held.id,
      title: rule?.title ?? held.rule,
      ...(name === undefined ? {} : { subjectName: name }),
      ...(rule === undefined ? {} : { docs: rule.docs }),
      ...(until === undefined ? {} : { snoozedUntil: until }),
    };
  }

  // The journal

  dump(): { readonly held: readonly Held[]; readonly settled: readonly string[] } {
    return { held: [...this.#held.values()], settled: [...this.#settled] };
  }

  find(id: string): Held | undefined {
    return this.#held.get(id);
  }

  restore(held: Held): void {
    this.#keep(held);
  }

  remove(id: string): void {
    this.#drop(id);
  }

  restoreSettled(keys: readonly string[]): void {
    for (const key of keys) this.#settled.add(key);
  }
}

const byNews = (a: FindingRow, b: FindingRow): number => {
  if (a.since !== b.since) return a.since > b.since ? -1 : 1;
  const graver = SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
  return graver === 0 ? (a.id < b.id ? -1 : 1) : graver;
};

/** How many open findings there are of each severity, those snoozed left out. */
export const countBySeverity = (rows: readonly FindingRow[]): Readonly<Record<Severity, number>> => {
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  for (const { severity, snoozedUntil } of rows) if (snoozedUntil === undefined) counts[severity] += 1;
  return counts;
};

const add = <K>(map: Map<K, Set<string>>, key: K, id: string): void => {
  const ids = map.get(key) ?? new Set<string>();
  map.set(key, ids);
  ids.add(id);
};

const remove = <K>(map: Map<K, Set<string>>, key: K, id: string): void => {
  const ids = map.get(key);
  ids?.delete(id);
  if (ids?.size === 0) map.delete(key);
};
