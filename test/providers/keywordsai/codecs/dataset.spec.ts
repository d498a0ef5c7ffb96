import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import {
  dataset,
  datasetLog,
  datasetLogEnvelope,
} from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/dataset', () => {
  itKeepsTheCodecLaws(dataset);

  itAllows(dataset, {
    id: 'always',
    name: 'null or absent',
    type: 'null or absent',
    description: 'null or absent',
    created_at: 'null or absent',
    updated_at: 'null or absent',
    organization: 'null or absent',
    organization_id: 'null or absent',
    updated_by: 'null or absent',
    initial_log_filters: 'null or absent',
    log_ids: 'null or absent',
    unique_organization_ids: 'null or absent',
    timestamps: 'null or absent',
    log_count: 'null or absent',
    evaluator: 'null or absent',
    status: 'null or absent',
    running_status: 'null or absent',
    running_progress: 'null or absent',
    running_at: 'null or absent',
    completed_annotation_count: 'null or absent',
  });

  itKeepsTheCodecLaws(datasetLog);

  itAllows(datasetLog, {
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
    dataset_id: 'null or absent',
    prompt: 'null or absent',
    completion: 'null or absent',
    annotation_status: 'null or absent',
    annotation_completed_by: 'null or absent',
    messages: 'null or absent',
    parameters: 'null or absent',
    created_at: 'null or absent',
    updated_at: 'null or absent',
  });

  itKeepsTheCodecLaws(datasetLogEnvelope);

  itAllows(datasetLogEnvelope, {
    count: 'null or absent',
    next: 'null or absent',
    previous: 'null or absent',
    aggregation_data: 'null or absent',
    current_filters: 'null or absent',
    filters_data: 'null or absent',
    filter_options: 'null or absent',
    total: 'null or absent',
    page: 'null or absent',
    page_size: 'null or absent',
    total_pages: 'null or absent',
  });

  it('decodes what keywordsai/list-datasets.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-datasets.json'), 'results.0');
    expect(dataset.encode(decoded(dataset, wire))).to.deep.equal(wire);
  });

  it('decodes what keywordsai/list-dataset-logs.json holds, and gives it back, but for the spelling of times', () => {
    const wire = atPath(fixture('keywordsai/list-dataset-logs.json'), 'results.0');
    expect(datasetLog.encode(decoded(datasetLog, wire))).to.deep.equal({
      ...(wire as object),
      timestamp: '2025-10-06T02:40:29.250Z',
      start_time: '2025-10-06T02:40:29.250Z',
    });
  });

  it('decodes what keywordsai/filter-dataset-logs-odd.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/filter-dataset-logs-odd.json'), 'logs.0');
    expect(datasetLog.encode(decoded(datasetLog, wire))).to.deep.equal(wire);
  });

  it('an organization is a number in one list, and a text in the other', () => {
    expect(decoded(dataset, { id: 'd', organization_id: 123 }).organization_id).to.equal(123);
    expect(decoded(datasetLog, { organization_id: '8264a3f4' }).organization_id).to.equal('8264a3f4');
  });
});
