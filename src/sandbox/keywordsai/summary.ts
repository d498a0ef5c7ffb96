import { valueOf, wholeOf, type Ask } from '../http.js';
import type { WireItem } from '../types.js';
import { activeDays, dollars, lastSeen, seconds, type Customer, type Customers } from './customers.js';
import { HOUR_MS } from '../../records/durations.js';

/** A span of time in milliseconds; the end is not part of it. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The day, week, month or year that contains a date, in the local time of an offset of UTC minus local hours. */
export function spanAround(type: string, date: number, offsetHours: number): Span {
  const local = new Date(date - offsetHours * HOUR_MS);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  const monday = day - ((local.getUTCDay() + 6) % 7);
  const utc = (y: number, m: number, d: number): number => Date.UTC(y, m, d) + offsetHours * HOUR_MS;
  if (type === 'daily') return { from: utc(year, month, day), to: utc(year, month, day + 1) };
  if (type === 'weekly') return { from: utc(year, month, monday), to: utc(year, month, monday + 7) };
  if (type === 'monthly') return { from: utc(year, month, 1), to: utc(year, month + 1, 1) };
  if (type === 'yearly') return { from: utc(year, 0, 1), to: utc(year + 1, 0, 1) };
  return { from: 0, to: Number.MAX_SAFE_INTEGER };
}

/** The span a request asks for; a date that cannot be read is now. */
export function spanFor(ask: Ask, nowMs: number): Span {
  const asked = Date.parse((valueOf(ask, 'date') ?? '').replace(' ', 'T').replace(/(T[\d:.]+)$/, '$1Z'));
  const offset = wholeOf(valueOf(ask, 'timezone_offset') ?? '0');
  const type = valueOf(ask, 'summary_type') ?? 'all';
  return spanAround(type, Number.isNaN(asked) ? nowMs : asked, Number.isNaN(offset) ? 0 : offset);
}

/** A customer as the older endpoint shows it, with the figures of a span beside the totals. */
export function summaryWire(world: Customers, customer: Customer, span: Span, now: number): WireItem {
  const total = world.requestsBy(customer, now);
  const within = requestsWithin(world, customer, span);
  const tokens = customer.promptTokens + customer.completionTokens;
  return {
    id: customer.number,
    organization_name: 'Sandbox',
    email: customer.email,
    name: customer.name,
    customer_identifier: customer.identifier,
    active_days: activeDays(customer, now),
    last_active_timeframe: new Date(lastSeen(customer, now))
      .toISOString()
      .replace('T', ' ')
      .replace('Z', '000+00:00'),
    requests: within,
    total_requests: total,
    tokens: within * tokens,
    total_tokens: total * tokens,
    cost: dollars(within * customer.microDollars),
    total_cost: dollars(total * customer.microDollars),
    average_sentiment: null,
    active_duration: '00:00:00',
    first_seen: new Date(customer.firstSeen).toISOString().replace('Z', '504Z'),
    top_models: total === 0 ? {} : { [customer.model]: total },
    cache_hits: Math.floor(total / 20),
    average_latency: customer.latency,
    average_ttft: Math.round(customer.latency * 350) / 1000,
    total_prompt_tokens: total * customer.promptTokens,
    total_completion_tokens: total * customer.completionTokens,
    average_monthly_cost: dollars((total * customer.microDollars * 30) / activeDays(customer, now)),
    total_budget: customer.budget === null ? null : customer.budget * 12,
    period_budget: customer.budget,
  };
}

function requestsWithin(world: Customers, customer: Customer, span: Span): number {
  return world.requestsBy(customer, span.to) - world.requestsBy(customer, span.from);
}

/** Sums over all pages; the member names are those that the vendor's own old pages read. */
export function aggregationOf(world: Customers, customers: readonly Customer[], now: number): WireItem {
  const over = (type: string): { requests: number; users: number; cost: number } => {
    const span = spanAround(type, now, 0);
    const counts = customers.map((customer) => requestsWithin(world, customer, span));
    return {
      requests: counts.reduce((sum, count) => sum + count, 0),
      users: counts.filter((count) => count > 0).length,
      cost: dollars(counts.reduce((sum, count, at) => sum + count * (customers[at]?.microDollars ?? 0), 0)),
    };
  };
  const [day, month] = [over('daily'), over('monthly')];
  return {
    daily_requests: day.requests,
    daily_active_users: day.users,
    monthly_cost: month.cost,
    monthly_active_users: month.users,
  };
}

/** What the detail of one customer shows, under its own names for the same facts. */
export function detailWire(
  world: Customers,
  customer: Customer,
  organization: string,
  now: number,
): WireItem {
  const total = world.requestsBy(customer, now);
  const month = spanAround('monthly', now, 0);
  const tokens = customer.promptTokens + customer.completionTokens;
  return {
    id: customer.number,
    customer_identifier: customer.identifier,
    unique_organization_id: organization,
    email: customer.email,
    name: customer.name,
    environment: customer.environment,
    organization: 456,
    period_budget: customer.budget,
    budget_duration: 'monthly',
    total_period_usage: dollars(requestsWithin(world, customer, month) * customer.microDollars),
    period_start: seconds(month.from),
    period_end: null,
    total_budget: customer.budget === null ? null : customer.budget * 12,
    total_usage: dollars(total * customer.microDollars),
    total_requests: total,
    total_prompt_tokens: total * customer.promptTokens,
    total_completion_tokens: total * customer.completionTokens,
    total_tokens: total * tokens,
    total_cache_hits: Math.floor(total / 20),
    average_latency: customer.latency,
    average_ttft: Math.round(customer.latency * 350) / 1000,
    average_monthly_cost: dollars((total * customer.microDollars * 30) / activeDays(customer, now)),
    top_models: total === 0 ? {} : { [customer.model]: total },
    last_active: seconds(lastSeen(customer, now)),
    created_at: seconds(customer.firstSeen),
    updated_at: seconds(lastSeen(customer, now)),
    metadata: null,
    markup_percentage: 0,
    is_test: customer.environment === 'test',
    blurred: null,
    organization_key: null,
  };
}
