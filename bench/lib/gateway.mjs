// The table that the gateway of the case `gateway` serves, and the messages that a bare loop sends in its place.

/** Rows of the table. */
export const ROWS = 100;
/** Of ten rows one changes with each turn. */
const SHARE = 10;
/** What all clients have open. */
export const OPEN = JSON.stringify({ open: 1, view: 'spend', query: { by: 'key' } });

const coverage = { included: ['bench'], missing: [] };

const row = (at, turn) => ({
  id: `bench/key/${String(at)}`,
  name: `key ${String(at)}`,
  provider: 'bench',
  source: 'bench',
  cost: [{ amount: String(turn), currency: 'USD', basis: 'provider_reported' }],
  requests: turn,
  spark: Array.from({ length: 24 }, (_, step) => (step * turn) % 97),
});

const changes = (at, turn) => turn > 0 && at % SHARE === turn % SHARE;

/**
 * The rows after a turn. Rows that did not change are the same objects, as those of a monitor.
 *
 * @param {readonly object[]} before none at turn 0
 * @param {number} turn from 0
 */
export const rowsAfter = (before, turn) =>
  Array.from({ length: ROWS }, (_, at) =>
    before[at] === undefined || changes(at, turn) ? row(at, turn) : before[at],
  );

/**
 * @param {readonly object[]} rows
 * @param {string} [from] what the table says beside its rows
 */
export const tableOf = (rows, from = '') => ({
  state: 'ready',
  rows,
  total: rows.length,
  coverage,
  from,
  to: '',
  sum: { quality: 'reported', coverage },
});

/**
 * What a gateway sends for a turn to a client that opened the view as number 1.
 *
 * @param {readonly object[]} rows those after the turn
 * @param {number} turn from 1
 */
export const messageOf = (rows, turn) =>
  Buffer.from(
    JSON.stringify({
      id: 1,
      patch: { set: rows.flatMap((each, at) => (changes(at, turn) ? [[at, each]] : [])) },
    }),
  );

const MARK = '"from":"';

/**
 * The time that a message was given as `from` of its table, in nanoseconds; undefined where it has none.
 *
 * @param {Buffer} message
 */
export const timeIn = (message) => {
  const at = message.lastIndexOf(MARK);
  if (at < 0) return undefined;
  const text = message.toString('latin1', at + MARK.length, message.indexOf('"', at + MARK.length));
  return /^\d{1,20}$/.test(text) ? BigInt(text) : undefined;
};
