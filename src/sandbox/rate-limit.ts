import type { RateLimitForm } from './types.js';

/** The headers that ask for a wait of so many seconds, in one form, at an instant of real time. */
export function waitHeaders(
  form: RateLimitForm,
  seconds: number,
  nowMs: number,
): Readonly<Record<string, string>> {
  const at = nowMs + seconds * 1000;
  switch (form) {
    case 'retry-after-seconds':
      return { 'Retry-After': String(Math.ceil(seconds)) };
    case 'retry-after-fraction':
      return { 'Retry-After': String(seconds) };
    case 'retry-after-date':
      return { 'Retry-After': new Date(Math.ceil(at / 1000) * 1000).toUTCString() };
    case 'retry-after-ms':
      return { 'retry-after-ms': String(seconds * 1000) };
    case 'reset-seconds':
      return reset(String(Math.ceil(seconds)));
    case 'reset-epoch':
      return reset(String(Math.ceil(at / 1000)));
    case 'reset-epoch-ms':
      return reset(String(Math.ceil(at)));
    case 'reset-iso':
      return reset(new Date(at).toISOString());
    case 'reset-duration':
      return { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': durationOf(seconds) };
    case 'body':
    case 'none':
      return {};
  }
}

function reset(value: string): Readonly<Record<string, string>> {
  return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': value };
}

/** A duration as Go writes it: `20ms`, `1.5s`, `6m0s`, `1h2m3s`. */
export function durationOf(seconds: number): string {
  if (seconds < 1) return `${String(Math.round(seconds * 1000))}ms`;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = `${String(Math.round((seconds % 60) * 1000) / 1000)}s`;
  if (hours > 0) return `${String(hours)}h${String(minutes)}m${rest}`;
  return minutes > 0 ? `${String(minutes)}m${rest}` : rest;
}
