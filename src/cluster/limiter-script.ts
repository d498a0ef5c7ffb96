/**
 * One step of a limiter, atomic in Redis. Time is that of Redis and never goes back. A place in the windows is taken from the
 * admission until `perMs` and a millisecond after the release, as in `slidingLog`. What an owner that is gone held counts as
 * released one more lease after its last sign of life ran out: it may be a process that was only stopped for a while, whose request
 * is sent when it goes on.
 *
 * KEYS  line (zset: id by arrival), running (set: places), ended (zset: places by end), owners (zset: by expiry), meta (hash)
 * ARGV  owner, ttlMs, concurrency (0: none), questions that this owner knows of, windows n, (limit, perMs) x n, operations m,
 *       (kind, id or ms) x m
 *
 * Kinds: J joins the line, L leaves it and gives back a place that was not used, R releases, K takes the places again of a request
 * that still runs, H holds for ms. An id is `owner:number:weight`, and its places are `id#1` to `id#weight`.
 *
 * A Redis that counts fewer questions than an owner knows of has lost some, and what was admitted by them: all wait for the longest
 * window, until what was lost has left it.
 *
 * Returns waiting, running, hold (ms), wait of the first of this owner (ms; -1: a release is needed), the time, the count of
 * questions, whether the places of this owner may be lost (1 or 0), used and wait for each window, then the ids of this owner that
 * hold places.
 */
export const LIMITER_SCRIPT = `
local line, running, ended, owners, meta = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local owner, ttl, concurrency, asked, n = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local windows, longest = {}, 0
for i = 1, n do
  windows[i] = { limit = tonumber(ARGV[4 + 2 * i]), per = tonumber(ARGV[5 + 2 * i]) }
  longest = math.max(longest, windows[i].per)
end

local time = redis.call('TIME')
local raw = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local back = tonumber(redis.call('HGET', meta, 'back') or '0')
local last = tonumber(redis.call('HGET', meta, 'now') or '0')
local now = raw + back
if now < last then
  now = last
  redis.call('HSET', meta, 'back', string.format('%.0f', last - raw))
end
local function text(value) return string.format('%.0f', value) end
redis.call('HSET', meta, 'now', text(now))
longest = math.max(longest, tonumber(redis.call('HGET', meta, 'longest') or '0'))
redis.call('HSET', meta, 'longest', text(longest))
local isLost = not redis.call('ZSCORE', owners, owner)
redis.call('ZADD', owners, text(now + ttl), owner)
local asks = redis.call('HINCRBY', meta, 'asks', 1)
local function holdFor(ms)
  local before = tonumber(redis.call('HGET', meta, 'hold') or '0')
  redis.call('HSET', meta, 'hold', text(math.max(before, now + ms)))
end
if asks <= asked then
  isLost = true
  holdFor(longest + 1)
end

local function weightOf(id) return tonumber(string.match(id, ':(%d+)$')) end
local function ownerOf(id) return string.match(id, '^([^:]+):') end
local function finish(place, at) redis.call('ZADD', ended, text(at + 1), place) end

local gone = redis.call('ZRANGEBYSCORE', owners, '-inf', text(now), 'WITHSCORES')
for i = 1, #gone, 2 do
  redis.call('ZREM', owners, gone[i])
  for _, place in ipairs(redis.call('SMEMBERS', running)) do
    if ownerOf(place) == gone[i] then
      redis.call('SREM', running, place)
      finish(place, tonumber(gone[i + 1]) + ttl)
    end
  end
  for _, id in ipairs(redis.call('ZRANGE', line, 0, -1)) do
    if ownerOf(id) == gone[i] then redis.call('ZREM', line, id) end
  end
end
redis.call('ZREMRANGEBYSCORE', ended, '-inf', text(now - longest))

local mine, first = {}, nil
local at = 6 + 2 * n
for i = 1, tonumber(ARGV[at]) do
  local kind, id = ARGV[at + 2 * i - 1], ARGV[at + 2 * i]
  if kind == 'H' then holdFor(tonumber(id))
  elseif kind == 'J' then
    mine[#mine + 1] = id
    if redis.call('SISMEMBER', running, id .. '#1') == 0 and not redis.call('ZSCORE', line, id) then
      redis.call('ZADD', line, redis.call('HINCRBY', meta, 'seq', 1), id)
    end
  else
    redis.call('ZREM', line, id)
    for place = 1, weightOf(id) do
      local name = id .. '#' .. place
      if kind == 'K' then
        redis.call('ZREM', ended, name)
        redis.call('SADD', running, name)
      else
        redis.call('SREM', running, name)
        -- Also where it was taken for ended before: the request may have been sent until now.
        if kind == 'R' then finish(name, now) end
      end
    end
  end
end

local hold = math.max(0, tonumber(redis.call('HGET', meta, 'hold') or '0') - now)

-- How long until a weight fits into a window behind others; -1 where something has to end first.
local function waitIn(window, weight, ahead)
  local from = '(' .. text(now - window.per)
  local excess = redis.call('SCARD', running) + redis.call('ZCOUNT', ended, from, '+inf') + ahead + weight - window.limit
  if excess <= 0 then return 0 end
  local freeing = redis.call('ZRANGEBYSCORE', ended, from, '+inf', 'WITHSCORES', 'LIMIT', excess - 1, 1)
  if #freeing == 0 then return -1 end
  return tonumber(freeing[2]) + window.per - now
end

local function waitOf(weight, ahead)
  local wait = hold
  for _, window in ipairs(windows) do
    local one = waitIn(window, weight, ahead)
    if one < 0 then return -1 end
    wait = math.max(wait, one)
  end
  return wait
end

local function count()
  local all = 0
  for _, place in ipairs(redis.call('SMEMBERS', running)) do
    if string.sub(place, -2) == '#1' then all = all + 1 end
  end
  return all
end
local held = count()
while true do
  local head = redis.call('ZRANGE', line, 0, 0)[1]
  if not head or (concurrency > 0 and held >= concurrency) then break end
  local weight = weightOf(head)
  if waitOf(weight, 0) ~= 0 then break end
  redis.call('ZREM', line, head)
  for place = 1, weight do redis.call('SADD', running, head .. '#' .. place) end
  held = held + 1
end

local granted = {}
for _, id in ipairs(mine) do
  if redis.call('SISMEMBER', running, id .. '#1') == 1 then granted[#granted + 1] = id
  elseif not first then first = id end
end

local wait, ahead = 0, 0
if first then
  for _, id in ipairs(redis.call('ZRANGE', line, 0, 199)) do
    if id == first then break end
    ahead = ahead + weightOf(id)
  end
  wait = waitOf(weightOf(first), ahead)
  if concurrency > 0 and held >= concurrency then wait = -1 end
end

local reply = { redis.call('ZCARD', line), held, hold, wait, text(now), asks, isLost and 1 or 0 }
for _, window in ipairs(windows) do
  reply[#reply + 1] = redis.call('SCARD', running) + redis.call('ZCOUNT', ended, '(' .. text(now - window.per), '+inf')
  reply[#reply + 1] = first and waitIn(window, weightOf(first), ahead) or 0
end
local keep = text(longest + ttl + hold + 60000)
for _, key in ipairs(KEYS) do redis.call('PEXPIRE', key, keep) end
for _, id in ipairs(granted) do reply[#reply + 1] = id end
return reply
`;
