import type { FeedEvent, SourceInfo } from '../../../src/monitor/feed.js';
import { defineRule, type AnyRule } from '../../../src/monitor/rules/index.js';
import type { Severity } from '../../../src/records/index.js';
import type { NaiveState } from './naive.js';

const MINUTE = 60_000;

/** A key with this name is a finding. */
const BAD = 'two';

const hit = (severity: Severity) => ({ severity, evidence: [{ text: 'It is.', refs: [] }] });

const severityOf = (used: number, limit: number): Severity | undefined => {
  if (used >= limit) return 'critical';
  return used >= limit / 2 ? 'info' : undefined;
};

/** The rules that {@link NaiveFindings} knows by heart. */
export const NAIVE_RULES: readonly AnyRule[] = [
  defineRule({
    id: 'name',
    title: 'Name',
    severity: 'low',
    docs: '',
    on: 'credential',
    needs: ['credential'],
    check: ({ name }) => (name === BAD ? hit('low') : undefined),
  }),
  defineRule({
    id: 'used',
    title: 'Used',
    severity: 'info',
    docs: '',
    on: 'limit',
    needs: [],
    check: ({ measure, used, limit }) => {
      if (measure !== 'requests' || typeof used !== 'number' || typeof limit !== 'number') return undefined;
      const severity = severityOf(used, limit);
      return severity === undefined ? undefined : hit(severity);
    },
  }),
];

interface Reading {
  readonly isOk: boolean;
  readonly asOf: number;
}

type Found = ReadonlyMap<string, Severity>;

/** Findings as one would write them down by hand: after each step, what is wrong now, and what of that is told. */
export class NaiveFindings {
  #found: Found = new Map();
  readonly #told: string[] = [];
  readonly #last = new Map<string, Reading>();
  /** Lists that were read before this step. */
  #known = new Set<string>();
  /** Sources of which everything could be relied on after an earlier step. */
  readonly #settled = new Set<string>();

  constructor(private readonly sources: readonly SourceInfo[]) {}

  get open(): Found {
    return this.#found;
  }

  get told(): readonly string[] {
    return this.#told;
  }

  /** Takes in what arrived in a step. */
  apply(event: FeedEvent): void {
    if (event.type !== 'end' && event.type !== 'failed') return;
    const key = `${event.source}/${event.feed}`;
    const before = this.#last.get(key);
    const asOf = event.type === 'end' ? Date.parse(event.asOf ?? event.at) : (before?.asOf ?? -Infinity);
    this.#last.set(key, { isOk: event.type === 'end', asOf });
  }

  #isReliable(source: string, now: number): boolean {
    return ['keys', 'admin'].every((feed) => {
      const last = this.#last.get(`${source}/${feed}`);
      return last?.isOk === true && now <= last.asOf + 2 * MINUTE;
    });
  }

  /** Ends a step: the reading of a list, or nothing but time. */
  step(state: NaiveState, list: string | undefined): void {
    const isFirst = list !== undefined && !this.#known.has(list);
    const found = new Map<string, Severity>();
    for (const { name } of this.sources) {
      const isReliable = this.#isReliable(name, state.now);
      for (const [id, { source, name: word }] of state.entities('credential')) {
        if (source !== name) continue;
        const key = `name ${id}`;
        if (isReliable ? word === BAD : this.#found.has(key)) found.set(key, 'low');
      }
      if (!isFirst && this.#settled.has(name)) this.#tell('name', name, found);
      if (isReliable) this.#settled.add(name);
    }
    for (const { uid, source, measure, used, limit } of state.limits()) {
      const severity =
        measure === 'requests' && typeof used === 'number' && typeof limit === 'number'
          ? severityOf(used, limit)
          : undefined;
      if (severity !== undefined) found.set(`used ${source}/${uid}`, severity);
    }
    if (!isFirst) for (const { name } of this.sources) this.#tell('used', name, found);
    this.#found = found;
    this.#known = new Set([...this.#last].flatMap(([key, { asOf }]) => (asOf > -Infinity ? [key] : [])));
  }

  #tell(rule: string, source: string, found: Found): void {
    const mine = (key: string): boolean => key.startsWith(`${rule} ${source}/`);
    for (const key of new Set([...this.#found.keys(), ...found.keys()].filter(mine))) {
      const [was = '', is = ''] = [this.#found.get(key), found.get(key)];
      if (was !== is) this.#told.push(`${rule} ${source} ${was}>${is}`);
    }
  }
}
