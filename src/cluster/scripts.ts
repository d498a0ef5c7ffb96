import { VERSION } from './version.js';

/** The clock of all scripts: that of Redis, in milliseconds. */
const NOW = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local function text(value) return string.format('%.0f', value) end
`;

/** The form of what is kept, where a newer program wrote it; the key of it is the last one. */
const NEWER = `
local newer = tonumber(redis.call('GET', KEYS[#KEYS]) or '0') or 0
if newer <= ${String(VERSION)} then newer = nil end
`;

/** Only the worker that holds the lease of a feed writes what it reads: one that was taken for dead writes no more. */
const FENCE = `
if redis.call('HGET', KEYS[1], 'token') ~= ARGV[1] then return -1 end
`;

/**
 * Takes the lease of a feed and a place of its source, where the feed is due. KEYS feed, places, hold, watch, sources, refreshes,
 * version; ARGV token, leaseMs, places of the source, name of the feed, name of the source, whether somebody asked for it (1 or 0).
 * Returns `newer`, `gone`, `busy`, `early`, `full` or `go`, now, for how long another's lease lasts (ms), how late the feed is (ms; empty:
 * it has no time), then the hash of the feed.
 *
 * A feed whose reading has not ended is due: its worker died, or was stopped. So is one that was asked for a while after its last reading.
 */
export const CLAIM = `${NOW}
local function at(field) return tonumber(redis.call('HGET', KEYS[1], field) or '') end
${NEWER}
if newer then return { 'newer', text(now), '0', '' } end
if redis.call('HEXISTS', KEYS[5], ARGV[5]) == 0 then return { 'gone', text(now), '0', '' } end
local ends = at('leaseEnds') or 0
local holder = redis.call('HGET', KEYS[1], 'token')
-- Its own lease: a question whose answer was lost is asked again.
if holder and holder ~= ARGV[1] and ends > now then return { 'busy', text(now), text(ends - now), '' } end
if redis.call('EXISTS', KEYS[3]) == 1 then return { 'early', text(now), '0', '' } end
local due = at(redis.call('EXISTS', KEYS[4]) == 1 and 'dueWatched' or 'dueIdle')
local asked = ARGV[6] == '1' and tonumber(redis.call('HGET', KEYS[6], ARGV[5]) or '')
local isAsked = asked and asked >= (at('refreshableFrom') or 0)
if redis.call('HGET', KEYS[1], 'open') ~= '1' and due and now < due and not isAsked then return { 'early', text(now), '0', '' } end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', text(now))
local isThere = redis.call('ZSCORE', KEYS[2], ARGV[4])
if not isThere and redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[3]) then return { 'full', text(now), '0', '' } end
local till = text(now + tonumber(ARGV[2]))
redis.call('ZADD', KEYS[2], till, ARGV[4])
redis.call('HSET', KEYS[1], 'token', ARGV[1], 'leaseEnds', till)
local reply = { 'go', text(now), '0', due and text(now - due) or '' }
for _, value in ipairs(redis.call('HGETALL', KEYS[1])) do reply[#reply + 1] = value end
return reply
`;

/** Lengthens a lease. KEYS feed, places; ARGV token, leaseMs, name of the feed. Returns -1 where it is another's. */
export const RENEW = `${FENCE}${NOW}
local till = text(now + tonumber(ARGV[2]))
redis.call('ZADD', KEYS[2], till, ARGV[3])
redis.call('HSET', KEYS[1], 'leaseEnds', till)
return 1
`;

/** Gives a lease back. KEYS feed, places; ARGV token, name of the feed. */
export const RELEASE = `${FENCE}
redis.call('ZREM', KEYS[2], ARGV[2])
redis.call('HDEL', KEYS[1], 'token', 'leaseEnds')
return 1
`;

const APPEND = `
local function append(source, count, stream, seq, news, most, ...)
  local number = redis.call('INCR', count)
  redis.call('XADD', stream, 'MAXLEN', most, '*', 'n', number, 'v', ${String(VERSION)}, ...)
  redis.call('ZADD', news, redis.call('INCR', seq), source)
  return number
end
`;

/**
 * Publishes an event of a reading, with what it changes of the state of the feed and of its baseline. All of it happens, or nothing.
 * KEYS feed, baseline, stream, count, seq, news, totals; ARGV token, source, most entries, event, fields of the state n,
 * (field, value) x n, (uid, name of the reading and time, JSON, totals) x m. A record that the baseline holds already goes into the
 * stream as its uid alone: lists are read again and again, and hardly change. Totals that changed are kept with the time at which they
 * were seen before.
 */
export const PUBLISH = `${FENCE}${APPEND}
local function total(uid, known, reading, body, numbers)
  local kept = redis.call('HGET', KEYS[7], uid)
  local lines = kept and string.match(kept, '\\n.*') or ''
  if string.match(lines, '^\\n[^ ]* [^ ]* ([^\\n]*)') ~= numbers then
    local seen = known and string.sub(known, 1, 24) or string.match(lines, '^\\n([^ ]*)') or reading
    lines = '\\n' .. reading .. ' ' .. seen .. ' ' .. numbers .. lines
  end
  redis.call('HSET', KEYS[7], uid, body .. lines)
end
local n = tonumber(ARGV[5])
for i = 6, 5 + 2 * n, 2 do redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1]) end
local changed, same = {}, {}
for i = 6 + 2 * n, #ARGV, 4 do
  local uid, stamp, body = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local known = redis.call('HGET', KEYS[2], uid)
  if ARGV[i + 3] ~= '' then total(uid, known, string.sub(stamp, 1, 24), body, ARGV[i + 3]) end
  if known and string.sub(known, #stamp + 1) == body then same[#same + 1] = uid
  else changed[#changed + 1] = body end
  redis.call('HSET', KEYS[2], uid, stamp .. body)
end
local entry = { 'e', ARGV[4] }
if #changed > 0 then
  entry[#entry + 1] = 'r'
  entry[#entry + 1] = '[' .. table.concat(changed, ',') .. ']'
end
if #same > 0 then
  entry[#entry + 1] = 's'
  entry[#entry + 1] = cjson.encode(same)
end
return append(ARGV[2], KEYS[4], KEYS[3], KEYS[5], KEYS[6], ARGV[3], unpack(entry))
`;

/**
 * Publishes an event that is of no reading, of a source that is known. KEYS stream, count, seq, news, sources, gone; ARGV source, most
 * entries, event.
 */
export const ANNOUNCE = `${APPEND}
if redis.call('HEXISTS', KEYS[5], ARGV[1]) == 0 then return 0 end
redis.call('ZREM', KEYS[6], ARGV[1])
return append(ARGV[1], KEYS[2], KEYS[1], KEYS[3], KEYS[4], ARGV[2], 'e', ARGV[3])
`;

/** Only the worker that has the duty says which sources there are. KEYS syncing, …; ARGV token, … */
const DUTY = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return -1 end
`;

/** Writes what is known of a source. KEYS syncing, sources; ARGV token, source, JSON. Returns -1 where another worker has the duty. */
export const KNOW = `${DUTY}
redis.call('HSET', KEYS[2], ARGV[2], ARGV[3])
return 1
`;

/**
 * Deletes what is kept of a source, and publishes that it is read no longer. All of it happens, or nothing. KEYS syncing, sources,
 * refreshes, refreshing, seq, news, gone, floor, then all keys of the source; ARGV token, source, how many that are gone are remembered.
 * Returns -1 where another worker has the duty.
 */
export const DROP = `${DUTY}
for i = 2, 3 do redis.call('HDEL', KEYS[i], ARGV[2]) end
redis.call('SREM', KEYS[4], ARGV[2])
for i = 9, #KEYS do redis.call('UNLINK', KEYS[i]) end
local at = redis.call('INCR', KEYS[5])
redis.call('ZADD', KEYS[6], at, ARGV[2])
redis.call('ZADD', KEYS[7], at, ARGV[2])
local excess = redis.call('ZCARD', KEYS[7]) - tonumber(ARGV[3])
if excess > 0 then
  local oldest = redis.call('ZPOPMIN', KEYS[7], excess)
  for i = 1, #oldest, 2 do
    redis.call('ZREM', KEYS[6], oldest[i])
    redis.call('SET', KEYS[8], oldest[i + 1])
  end
end
return 1
`;

/**
 * Takes out of a part of a baseline what a complete reading did not see again, and what is too old. A record is kept as the name of
 * its reading (24 letters), its time (24) and its JSON, with spaces between. Of totals that go, it is kept when they were seen last.
 * KEYS feed, baseline, totals; ARGV token, cursor, reading,
 * from (a record at or after it that is of an earlier reading is gone; empty: none), oldest (empty: all are kept). Returns the next
 * cursor.
 */
export const SWEEP = `${FENCE}
local found = redis.call('HSCAN', KEYS[2], ARGV[2], 'COUNT', 500)
for i = 1, #found[2], 2 do
  local value = found[2][i + 1]
  local reading, time = string.sub(value, 1, 24), string.sub(value, 26, 49)
  local isGone = ARGV[4] ~= '' and reading < ARGV[3] and time >= ARGV[4]
  local isOld = ARGV[5] ~= '' and time < ARGV[5]
  if isGone or isOld then
    redis.call('HDEL', KEYS[2], found[2][i])
    local kept = redis.call('HGET', KEYS[3], found[2][i])
    if kept then
      local body, lines = string.match(kept, '^([^\\n]*)(.*)')
      local line = '\\n' .. reading .. ' ' .. reading .. ' ' .. string.match(lines, '^\\n[^ ]* [^ ]* ([^\\n]*)')
      redis.call('HSET', KEYS[3], found[2][i], body .. line .. lines)
    end
  end
end
return found[1]
`;

/** Keeps less of totals; those that are empty go, where the row is listed no longer. KEYS feed, baseline, totals; ARGV token, (uid, totals) x n. */
export const THIN = `${FENCE}
for i = 2, #ARGV, 2 do
  if ARGV[i + 1] ~= '' then redis.call('HSET', KEYS[3], ARGV[i], ARGV[i + 1])
  elseif redis.call('HEXISTS', KEYS[2], ARGV[i]) == 0 then redis.call('HDEL', KEYS[3], ARGV[i]) end
end
return 1
`;

/**
 * Notes that a reading of sources is asked for. KEYS sources, refreshes (hash: when each was asked for last), refreshing (set: for whom
 * no job was made yet); ARGV whether all are meant (1 or 0), names.
 */
export const ASK = `${NOW}
local known = redis.call('HKEYS', KEYS[1])
local wanted = {}
for i = 2, #ARGV do wanted[ARGV[i]] = true end
for _, name in ipairs(known) do
  if ARGV[1] == '1' or wanted[name] then
    redis.call('HSET', KEYS[2], name, text(now))
    redis.call('SADD', KEYS[3], name)
  end
end
return 1
`;

/** Jobs of a source were made, for what was asked up to a time. KEYS refreshing, refreshes; ARGV source, time (empty: none). */
export const TAKE_ASKED = `
if (redis.call('HGET', KEYS[2], ARGV[1]) or '') == ARGV[2] then redis.call('SREM', KEYS[1], ARGV[1]) end
return 1
`;

/**
 * Takes or keeps a lease on a key, and notes the form of what this program writes. KEYS key, version; ARGV token, ms. Returns whether the
 * lease is held (2: it was not before, 1, or 0), and the form of a newer program, to which it is given back (0: there is none).
 */
export const HOLD = `${NEWER}
local holder = redis.call('GET', KEYS[1])
if newer then
  if holder == ARGV[1] then redis.call('DEL', KEYS[1]) end
  return { 0, newer }
end
redis.call('SET', KEYS[2], ${String(VERSION)})
if holder and holder ~= ARGV[1] then return { 0, 0 } end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return { holder and 1 or 2, 0 }
`;

/** Gives a lease on a key back. KEYS key; ARGV token. */
export const LET_GO = `
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
return 1
`;
