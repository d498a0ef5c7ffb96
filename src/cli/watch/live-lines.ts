import { envelope } from '../output/writers.js';
import type { LiveEvent } from './live.js';
import type { WatchList } from './lists.js';
import type { Holes } from './read.js';

const changeOf = (event: Extract<LiveEvent, { kind: 'change' }>): object => {
  const { at, source: _source, kind: _kind, ...change } = event;
  if (change.change === 'spend jump') return { ...change, at };
  const { id, name, hint, kind: keyKind, owner, scopeContainer, status, lastUsed } = change.key;
  return {
    change: change.change,
    key: { id, kind: keyKind, name, hint, owner, scopeContainer, status, lastUsed },
    at,
  };
};

/** A list of which something is missing is not live, and says how much. */
const stateOf = ({ leftOut, failed }: Holes = { leftOut: 0, failed: 0 }): [string, Partial<Holes>] =>
  leftOut + failed === 0
    ? ['live', {}]
    : ['partial', { ...(leftOut > 0 ? { leftOut } : {}), ...(failed > 0 ? { failed } : {}) }];

/**
 * Returns a function from events to the objects that are printed for them: every record at its first reading, each
 * change, and a list's state when it becomes another.
 */
export const liveLines = (
  lists: readonly WatchList[],
  sandbox: boolean,
): ((event: LiveEvent) => readonly object[]) => {
  const bySource = new Map(lists.map((list) => [list.source, list]));
  const printed = new Set<string>();
  const states = new Map<string, string>();
  return (event) => {
    const list = bySource.get(event.source);
    if (list === undefined || event.kind === 'page') return [];
    const { provider, endpoint } = list;
    const mark = sandbox ? { sandbox: true } : {};
    const stateLine = (state: string, holes: Partial<Holes>, more: object): object[] => {
      const said = `${state} ${JSON.stringify(holes)}`;
      if (states.get(event.source) === said) return [];
      states.set(event.source, said);
      return [{ provider, endpoint, list: event.source, state, ...holes, ...more, ...mark }];
    };
    switch (event.kind) {
      case 'change':
        return [{ provider, endpoint, ...changeOf(event), ...mark }];
      case 'down':
        return stateLine('down', {}, { reason: event.reason, retryAt: event.retryAt });
      case 'read': {
        const first = !printed.has(event.source);
        printed.add(event.source);
        const records = first ? event.items : [];
        const { notes = [], at: asOf } = event;
        return [
          ...records.map((item) => envelope({ provider, endpoint, sandbox }, list.encode(item))),
          ...stateLine(...stateOf(event.holes), { asOf, ...(notes.length > 0 ? { notes } : {}) }),
        ];
      }
    }
  };
};
