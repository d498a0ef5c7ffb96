import { envelope } from '../output/writers.js';
import type { LiveEvent } from './live.js';
import type { WatchList } from './lists.js';

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
    const stateLine = (state: string, more: object): object[] => {
      if (states.get(event.source) === state) return [];
      states.set(event.source, state);
      return [{ provider, endpoint, list: event.source, state, ...more, ...mark }];
    };
    switch (event.kind) {
      case 'change':
        return [{ provider, endpoint, ...changeOf(event), ...mark }];
      case 'down':
        return stateLine('down', { reason: event.reason, retryAt: event.retryAt });
      case 'read': {
        const first = !printed.has(event.source);
        printed.add(event.source);
        const records = first ? event.items : [];
        return [
          ...records.map((item) => envelope({ provider, endpoint, sandbox }, list.encode(item))),
          ...stateLine('live', { asOf: event.at }),
        ];
      }
    }
  };
};
