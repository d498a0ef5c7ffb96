import { walkOf, type Ask, type Provider, type Reply } from './http.js';
import { checkedRule } from './rules.js';
import type { Fault, FaultHandle, FaultRule, Faults } from './types.js';

/** The faults in force, and how the server asks for them. */
export interface FaultBook extends Faults {
  /** The faults that strike a request; each use counts. */
  strike(ask: Ask, provider: Provider, seen: ReadonlyMap<string, Reply>): readonly Fault[];
}

interface Entry {
  readonly id: string;
  readonly rule: FaultRule;
  skipped: number;
  hits: number;
}

/** An empty book of faults. */
export function faultBook(): FaultBook {
  let entries: Entry[] = [];
  let added = 0;
  const remove = (id: string): boolean => {
    const count = entries.length;
    entries = entries.filter((entry) => entry.id !== id);
    return entries.length < count;
  };
  return {
    add: (rule) => {
      const checked = checkedRule(rule);
      added += 1;
      const entry: Entry = { id: `fault_${String(added)}`, rule: checked, skipped: 0, hits: 0 };
      entries.push(entry);
      return handleOf(entry, () => {
        remove(entry.id);
      });
    },
    remove,
    clear: () => {
      entries = [];
    },
    list: () => entries.map(({ id, rule, hits }) => ({ ...rule, id, hits })),
    strike: (ask, provider, seen) =>
      entries
        .filter((entry) => matches(entry.rule, ask) && applies(entry.rule.fault, ask, provider, seen))
        .filter(uses)
        .map(({ rule }) => rule.fault),
  };
}

function handleOf(entry: Entry, remove: () => void): FaultHandle {
  return {
    id: entry.id,
    get hits() {
      return entry.hits;
    },
    remove,
  };
}

/** Whether a rule speaks of a request. */
function matches({ provider, path, method }: FaultRule, ask: Ask): boolean {
  if (provider !== undefined && provider !== ask.provider) return false;
  if (method !== undefined && method.toUpperCase() !== ask.method) return false;
  if (path === undefined) return true;
  return typeof path === 'string'
    ? ask.path.includes(path)
    : new RegExp(path.source, path.flags.replace(/[gy]/g, '')).test(ask.path);
}

/** A repetition needs something to repeat; until there is, the rule waits. */
function applies(fault: Fault, ask: Ask, provider: Provider, seen: ReadonlyMap<string, Reply>): boolean {
  if (fault.kind === 'repeat-cursor') return provider.shape.continues(ask);
  return fault.kind !== 'repeat-page' || seen.has(walkOf(ask));
}

function uses(entry: Entry): boolean {
  const { skip = 0, times = 1 } = entry.rule;
  if (entry.skipped < skip) {
    entry.skipped += 1;
    return false;
  }
  if (entry.hits >= times) return false;
  entry.hits += 1;
  return true;
}
