/** Window and size of the throttle. The vendor does not document how many requests a server-side token may send; these figures are ours. */
const WINDOW_S = 30;
const LIMIT = 600;

/** What the throttle says to one request. */
interface Throttled {
  readonly allowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** A fixed window by real time, as the vendor's throttling layer has it. */
export function keygenThrottle(enabled: boolean, nowMs: () => number = Date.now): () => Throttled {
  let window = -1;
  let count = 0;
  return () => {
    if (!enabled) return { allowed: true, headers: {} };
    const seconds = nowMs() / 1000;
    const current = Math.floor(seconds / WINDOW_S);
    count = current === window ? count + 1 : 1;
    window = current;
    const reset = (current + 1) * WINDOW_S;
    const allowed = count <= LIMIT;
    const headers = {
      'X-RateLimit-Window': `${String(WINDOW_S)}s`,
      'X-RateLimit-Count': String(count),
      'X-RateLimit-Limit': String(LIMIT),
      'X-RateLimit-Remaining': String(Math.max(0, LIMIT - count)),
      'X-RateLimit-Reset': String(reset),
    };
    return {
      allowed,
      headers: allowed
        ? headers
        : { ...headers, 'Retry-After': String(Math.max(1, Math.ceil(reset - seconds))) },
    };
  };
}
