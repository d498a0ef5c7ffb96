import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { requestLog } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/request-log', () => {
  itKeepsTheCodecLaws(requestLog);

  itAllows(requestLog, {
    unique_id: 'null or absent',
    id: 'null or absent',
    environment: 'null or absent',
    organization: 'null or absent',
    organization_id: 'null or absent',
    organization_key_id: 'null or absent',
    organization_key_name: 'null or absent',
    organization_key__name: 'null or absent',
    user: 'null or absent',
    is_example: 'null or absent',
    status: 'null or absent',
    status_code: 'null or absent',
    failed: 'null or absent',
    error_message: 'null or absent',
    warnings: 'null or absent',
    log_type: 'null or absent',
    input: 'null or absent',
    output: 'null or absent',
    prompt_messages: 'null or absent',
    completion_message: 'null or absent',
    tool_choice: 'null or absent',
    tools: 'null or absent',
    tool_calls: 'null or absent',
    stream: 'null or absent',
    model: 'null or absent',
    foundation_model: 'null or absent',
    provider_id: 'null or absent',
    prompt_tokens: 'null or absent',
    completion_tokens: 'null or absent',
    total_request_tokens: 'null or absent',
    tokens_per_second: 'null or absent',
    cost: 'null or absent',
    evaluation_cost: 'null or absent',
    latency: 'null or absent',
    time_to_first_token: 'null or absent',
    routing_time: 'null or absent',
    timestamp: 'null or absent',
    start_time: 'null or absent',
    metadata: 'null or absent',
    customer_identifier: 'null or absent',
    customer_email: 'null or absent',
    customer_name: 'null or absent',
    thread_identifier: 'null or absent',
    trace_unique_id: 'null or absent',
    span_unique_id: 'null or absent',
    span_name: 'null or absent',
    span_parent_id: 'null or absent',
    prompt_id: 'null or absent',
    prompt_name: 'null or absent',
    scores: 'null or absent',
  });

  it('decodes what keywordsai/list-request-logs.json holds, and gives it back, but for the spelling of times', () => {
    const wire = atPath(fixture('keywordsai/list-request-logs.json'), 'results.0');
    expect(requestLog.encode(decoded(requestLog, wire))).to.deep.equal({
      ...(wire as object),
      timestamp: '2024-06-24T21:33:06.601Z',
    });
  });

  it('decodes what keywordsai/list-request-logs-respan.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-request-logs-respan.json'), 'results.0');
    expect(requestLog.encode(decoded(requestLog, wire))).to.deep.equal(wire);
  });

  it('takes a log type in upper case', () => {
    expect(decoded(requestLog, { log_type: 'CHAT' }).log_type).to.equal('CHAT');
  });
});
