import type { Dice } from '../random.js';
import type { Row } from '../table.js';
import type { WireItem } from '../types.js';
import { dollars, type Customer } from './customers.js';
import { anyOf, diceFor, micros, MODELS, ORGANIZATION, shortest, type Era } from './era.js';

/** What a call to a model can belong to. */
export interface Cast {
  readonly keys: readonly Row[];
  readonly prompts: readonly Row[];
  readonly threads: readonly Row[];
}

/** The place of a call in a trace. */
interface Span {
  readonly trace: string;
  readonly parent: string | null;
  readonly name: string;
}

/** What one call is made from. */
export interface CallConfig {
  readonly era: Era;
  readonly cast: Cast;
  readonly label: string;
  readonly at: number;
  readonly customer: Customer;
  readonly span?: Span;
}

/** One request log: a call to a model, by a customer, with a key, maybe of a prompt, a thread and a trace. */
export function callRow({ era, cast, label, at, customer, span }: CallConfig): Row {
  const dice = diceFor(era, 'call', label);
  const id = `log_${dice.text(20, '0123456789abcdef')}`;
  const thread = threadOf(dice, cast, customer);
  const wire = {
    unique_id: id,
    ...attribution(dice, cast, customer),
    ...outcome(dice, label),
    ...measures(dice, customer),
    timestamp: micros(at),
    start_time: micros(at - Math.round(customer.latency * 1000)),
    environment: customer.environment,
    thread_identifier: thread,
    trace_unique_id: span?.trace ?? null,
    span_unique_id: span === undefined ? null : `span_${id}`,
    span_name: span?.name ?? null,
    span_parent_id: span?.parent ?? null,
    metadata: { session_id: `session_${String(dice.int(1, 40))}` },
    scores: {},
  };
  return { id, at, wire };
}

/** About every third call is in a thread of its customer, if there is one. */
function threadOf(dice: Dice, { threads }: Cast, customer: Customer): string | null {
  const own = threads.filter(({ parent }) => parent === customer.id);
  return own.length > 0 && dice.chance(0.6) ? anyOf(dice, own).id : null;
}

function attribution(dice: Dice, { keys, prompts }: Cast, customer: Customer): WireItem {
  const key = anyOf(dice, keys);
  const prompt = dice.chance(0.5) ? anyOf(dice, prompts) : undefined;
  return {
    organization: ORGANIZATION,
    organization_key_id: key.id,
    organization_key_name: key.wire.name,
    organization_key__name: key.wire.name,
    user: 'operator@example.com',
    is_example: false,
    customer_identifier: customer.identifier,
    customer_email: customer.email,
    customer_name: customer.name,
    prompt_id: prompt?.id ?? null,
    prompt_name: prompt?.wire.name ?? null,
  };
}

/** Input and output are JSON in texts. */
function outcome(dice: Dice, label: string): WireItem {
  const failed = dice.chance(0.06);
  const question = [{ role: 'user', content: `Question ${label}` }];
  const answer = { role: 'assistant', content: failed ? '' : `Answer ${label}` };
  return {
    status: failed ? 'error' : 'success',
    status_code: failed ? dice.pick([400, 429, 500]) : 200,
    failed,
    error_message: failed ? 'The model did not answer' : null,
    warnings: null,
    log_type: dice.pick(['chat', 'chat', 'chat', 'completion', 'embedding', 'tool']),
    input: JSON.stringify(question),
    output: JSON.stringify(answer),
    prompt_messages: question,
    completion_message: answer,
    tool_choice: null,
    tools: null,
    tool_calls: null,
  };
}

function measures(dice: Dice, customer: Customer): WireItem {
  const stream = dice.chance(0.4);
  const { promptTokens, completionTokens, microDollars, latency } = customer;
  const provider = MODELS.find(({ model }) => model === customer.model)?.provider ?? 'openai';
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_request_tokens: promptTokens + completionTokens,
    cost: dollars(microDollars),
    evaluation_cost: 0,
    latency,
    time_to_first_token: stream ? Math.round(latency * 350) / 1000 : null,
    routing_time: 0,
    tokens_per_second: Math.round((completionTokens / latency) * 100) / 100,
    stream,
    model: customer.model,
    foundation_model: customer.model,
    provider_id: provider,
  };
}

/** The trace that some calls of one customer make up; input and output are objects in one, JSON in texts in the next. */
export function traceRow(era: Era, label: string, id: string, at: number, calls: readonly Row[]): Row {
  const dice = diceFor(era, 'trace.row', label);
  const sum = (name: string): number => calls.reduce((total, { wire }) => total + Number(wire[name]), 0);
  const first = calls[0]?.wire ?? {};
  const end = Math.max(at, ...calls.map((call) => call.at));
  const asText = dice.chance(0.5);
  const shown = (value: WireItem): unknown => (asText ? JSON.stringify(value) : value);
  const wire = {
    id,
    trace_unique_id: id,
    root_span_unique_id: first.span_unique_id,
    organization_id: era.organization,
    start_time: shortest(at),
    end_time: shortest(end),
    duration: (end - at) / 1000,
    span_count: calls.length,
    llm_call_count: calls.filter((call) => call.wire.log_type !== 'tool').length,
    error_count: calls.filter((call) => call.wire.failed === true).length,
    total_prompt_tokens: sum('prompt_tokens'),
    total_completion_tokens: sum('completion_tokens'),
    total_tokens: sum('total_request_tokens'),
    total_cost: Math.round(sum('cost') * 1_000_000) / 1_000_000,
    input: shown({ messages: first.prompt_messages }),
    output: shown({ choices: [{ message: first.completion_message }] }),
    metadata: { session_id: `session_${String(dice.int(1, 40))}` },
    customer_identifier: first.customer_identifier,
    environment: first.environment === 'prod' ? 'production' : first.environment,
    trace_group_identifier: `workflow_v${String(dice.int(1, 3))}`,
    session_identifier: null,
    name: dice.pick(['chat_completion', 'research', 'triage']),
    model: first.model,
  };
  return { id, at, facets: { timestamp: micros(end) }, wire };
}
