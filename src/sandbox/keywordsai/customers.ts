import { diceOf, type Dice } from '../random.js';
import type { Row, Shelf } from '../table.js';
import type { WireItem } from '../types.js';
import { personOf, roundedUp, sizeOf, takeOut, type WorldConfig } from '../world.js';
import { DAY_MS } from '../../records/durations.js';

/** One end customer of the organization. */
export interface Customer {
  /** Unique in the data set: environment and identifier. */
  readonly id: string;
  readonly number: number;
  readonly identifier: string;
  readonly environment: 'prod' | 'test';
  readonly name: string;
  readonly email: string;
  readonly firstSeen: number;
  /** Requests up to the start of the sandbox clock. */
  readonly before: number;
  readonly perHour: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Millionths of a dollar for each request. */
  readonly microDollars: number;
  readonly latency: number;
  readonly model: string;
  readonly budget: number | null;
  readonly jumps: { readonly at: number; readonly requests: number }[];
}

/** The customers, newest first. */
export interface Customers {
  readonly all: readonly Customer[];
  /** Those of the start, also if others came or went since. */
  readonly seeded: readonly Customer[];
  /** Requests of a customer up to an instant. */
  requestsBy(customer: Customer, atMs: number): number;
  row(customer: Customer): Row;
  /** A customer who came: his id in the data set. */
  insert(environment: 'prod' | 'test'): string;
  shelf(environment?: 'prod' | 'test'): Shelf;
  evolve(tick: number): void;
}

/** Builds the customers of an organization. */
export function customersOf(config: WorldConfig, dice: Dice, organization: string): Customers {
  const start = config.clock.ms();
  const all = [
    ...build(dice, 'prod', sizeOf(2300, config.scale, 30), start),
    ...build(dice, 'test', sizeOf(250, config.scale), start),
  ];
  let inserted = 0;
  const requestsBy = (customer: Customer, atMs: number): number =>
    requestsUpTo(customer, start, Math.min(atMs, config.clock.ms()));
  const row = (customer: Customer): Row => {
    const now = config.clock.ms();
    const wire = customerWire(customer, organization, requestsBy(customer, now), now);
    return { id: customer.id, at: customer.firstSeen, wire };
  };
  const insert = (environment: 'prod' | 'test'): string => {
    inserted += 1;
    const its = diceOf(config.seed, 'keywordsai', inserted);
    const made = make(its, environment, 100_000 + inserted, config.clock.ms(), start);
    all.unshift(made);
    return made.id;
  };
  const shelf = (environment?: 'prod' | 'test'): Shelf => {
    const ours = () => all.filter((one) => environment === undefined || one.environment === environment);
    return {
      rows: () => ours().map(row),
      insert: () => insert(environment ?? 'prod'),
      remove: (id) => takeOut(all, id ?? ours()[0]?.id ?? '')?.id,
    };
  };
  const evolve = (tick: number): void => {
    evolveCustomers(config, all, tick, insert);
  };
  return { all, seeded: [...all], requestsBy, row, insert, shelf, evolve };
}

function build(dice: Dice, environment: 'prod' | 'test', count: number, start: number): Customer[] {
  return Array.from({ length: count }, (_, place) =>
    make(dice, environment, count - place, start - (place + 1) * 4_001_003, start),
  );
}

/** The part of a time that lies in the month of its end. */
function inMonth(from: number, to: number): number {
  const end = new Date(to);
  const month = Date.UTC(end.getUTCFullYear(), end.getUTCMonth());
  return to > from ? (to - Math.max(from, month)) / (to - from) : 0;
}

function make(
  dice: Dice,
  environment: 'prod' | 'test',
  number: number,
  firstSeen: number,
  start: number,
): Customer {
  const person = personOf(dice.int(0, 0xffff), number);
  const identifier = `${environment === 'prod' ? 'customer' : 'tester'}_${String(number)}`;
  const perHour = dice.chance(0.6) ? dice.int(1, 240) : 0;
  const before = Math.ceil(((start - firstSeen) / 3_600_000) * Math.max(perHour, 0.05) * 0.4);
  const microDollars = dice.int(20, 9000);
  const spent = (before * inMonth(firstSeen, start) * microDollars) / 1e6;
  return {
    id: `${environment}/${identifier}`,
    number,
    identifier,
    environment,
    name: dice.chance(0.15) ? '' : `${person.first} ${person.last}`,
    email: dice.chance(0.15) ? '' : person.email,
    firstSeen,
    before,
    perHour,
    promptTokens: dice.int(20, 900),
    completionTokens: dice.int(10, 400),
    microDollars,
    latency: dice.int(200, 3000) / 1000,
    model: dice.pick(['gpt-4o', 'gpt-4o-mini', 'claude-sonnet-4']),
    budget: dice.chance(0.2) ? roundedUp(spent / (dice.int(20, 90) / 100), 5) : null,
    jumps: [],
  };
}

/** A running total that never falls: linear from the first request to the start, by the hourly rate afterwards. */
function requestsUpTo(customer: Customer, start: number, at: number): number {
  const { firstSeen, before, perHour, jumps } = customer;
  if (at <= firstSeen) return 0;
  const jumped = jumps.reduce((sum, jump) => (jump.at <= at ? sum + jump.requests : sum), 0);
  if (at < start) return Math.floor((before * (at - firstSeen)) / (start - firstSeen)) + jumped;
  const since = Math.max(start, firstSeen);
  return Math.max(0, before) + Math.floor((perHour * (at - since)) / 3_600_000) + jumped;
}

/** The last hour in which a customer was seen, to the second. */
export function lastSeen(customer: Customer, now: number): number {
  const seen = customer.perHour > 0 ? now - (customer.number % 50) * 1000 : customer.firstSeen + DAY_MS;
  return Math.max(customer.firstSeen, Math.min(now, seen));
}

/** Days on which a customer sent anything. */
export function activeDays(customer: Customer, now: number): number {
  return Math.max(1, Math.ceil((lastSeen(customer, now) - customer.firstSeen) / DAY_MS));
}

/** Millionths of a dollar as a number of dollars. */
export function dollars(micro: number): number {
  return Math.round(micro) / 1_000_000;
}

function customerWire(customer: Customer, organization: string, requests: number, now: number): WireItem {
  return {
    id: `${customer.identifier}${customer.environment}${organization}`,
    unique_organization_id: organization,
    customer_identifier: customer.identifier,
    environment: customer.environment,
    name: customer.name,
    email: customer.email,
    first_seen: seconds(customer.firstSeen),
    last_active_timeframe: seconds(lastSeen(customer, now)),
    active_days: activeDays(customer, now),
    number_of_requests: requests,
    total_tokens: requests * (customer.promptTokens + customer.completionTokens),
    total_cost: dollars(requests * customer.microDollars),
    average_latency: customer.latency,
    average_ttft: Math.round(customer.latency * 350) / 1000,
  };
}

/** An instant to the second. */
export function seconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Requests of a customer who sends a great deal at once. */
const BURST = 200;

/** A customer comes every ninth tick; every eleventh one of them sends a great deal at once. */
function evolveCustomers(
  config: WorldConfig,
  customers: readonly Customer[],
  tick: number,
  insert: (environment: 'prod' | 'test') => string,
): void {
  if (tick % 9 === 0) insert('prod');
  if (tick % 11 !== 0) return;
  const dice = diceOf(config.seed, 'keywordsai', 'tick', tick);
  customers[dice.int(0, customers.length - 1)]?.jumps.push({ at: config.clock.ms(), requests: BURST });
}
