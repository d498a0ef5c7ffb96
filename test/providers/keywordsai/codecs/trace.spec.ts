import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { experimentTrace, trace } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/trace', () => {
  itKeepsTheCodecLaws(trace);

  itAllows(trace, {
    id: 'null or absent',
    trace_unique_id: 'null or absent',
    root_span_unique_id: 'null or absent',
    organization_id: 'null or absent',
    start_time: 'null or absent',
    end_time: 'null or absent',
    duration: 'null or absent',
    span_count: 'null or absent',
    llm_call_count: 'null or absent',
    error_count: 'null or absent',
    total_prompt_tokens: 'null or absent',
    total_completion_tokens: 'null or absent',
    total_tokens: 'null or absent',
    total_cost: 'null or absent',
    input: 'null or absent',
    output: 'null or absent',
    metadata: 'null or absent',
    customer_identifier: 'null or absent',
    environment: 'null or absent',
    trace_group_identifier: 'null or absent',
    session_identifier: 'null or absent',
    name: 'null or absent',
    model: 'null or absent',
  });

  itKeepsTheCodecLaws(experimentTrace);

  itAllows(experimentTrace, {
    id: 'null or absent',
    trace_unique_id: 'null or absent',
    root_span_unique_id: 'null or absent',
    organization_id: 'null or absent',
    start_time: 'null or absent',
    end_time: 'null or absent',
    duration: 'null or absent',
    span_count: 'null or absent',
    llm_call_count: 'null or absent',
    error_count: 'null or absent',
    total_prompt_tokens: 'null or absent',
    total_completion_tokens: 'null or absent',
    total_tokens: 'null or absent',
    total_cost: 'null or absent',
    input: 'null or absent',
    output: 'null or absent',
    metadata: 'null or absent',
    customer_identifier: 'null or absent',
    environment: 'null or absent',
    trace_group_identifier: 'null or absent',
    session_identifier: 'null or absent',
    name: 'null or absent',
    model: 'null or absent',
    expected_output: 'null or absent',
    status: 'null or absent',
    scores: 'null or absent',
    task_metrics: 'null or absent',
  });

  it('decodes what keywordsai/list-traces.json holds, and gives it back, but for the spelling of times', () => {
    const wire = atPath(fixture('keywordsai/list-traces.json'), 'results.0');
    expect(trace.encode(decoded(trace, wire))).to.deep.equal({
      ...(wire as object),
      end_time: '2024-01-15T10:30:02.500Z',
    });
  });

  it('input is an object on older pages, and text on newer ones', () => {
    expect(decoded(trace, { input: { messages: [] } }).input).to.deep.equal({ messages: [] });
    expect(decoded(trace, { input: '{"messages":[]}' }).input).to.equal('{"messages":[]}');
  });
});
