/**
 * The fields that each item of OpenAI insists on, written out: `id` has to be there and be no null, `id|null` has to be there. All others may
 * be null or absent, and so may all fields of the envelopes.
 */
export const INSISTS: Readonly<Record<string, string>> = {
  'openai.adminApiKeys': 'id redacted_value created_at owner',
  'openai.assistants':
    'id created_at name|null description|null model instructions|null tools tools[].type ' + 'metadata|null',
  'openai.audio.voiceConsents': 'id name language created_at',
  'openai.auditLogs': 'id type effective_at',
  'openai.batches':
    'id endpoint input_file_id completion_window status created_at request_counts.total ' +
    'request_counts.completed request_counts.failed',
  'openai.certificates': 'id name|null created_at certificate_details active',
  'openai.chat.completions':
    'id created model choices choices[].index choices[].finish_reason choices[].message ' +
    'choices[].message.role choices[].message.content|null choices[].message.annotations[].type ' +
    'choices[].logprobs|null usage.completion_tokens usage.prompt_tokens usage.total_tokens',
  'openai.chat.completions.messages': 'id role content|null annotations[].type content_parts[].type',
  'openai.chatkit.threads': 'id title|null status.type',
  'openai.chatkit.threads.items': 'type content[].type tasks[].type',
  'openai.containers': 'id name created_at status network_policy.type',
  'openai.containers.files': 'id container_id created_at bytes path source',
  'openai.conversations.items': 'type content[].type summary[].type',
  'openai.costs': 'start_time end_time results',
  'openai.evals':
    'id name data_source_config data_source_config.type testing_criteria testing_criteria[].type ' +
    'testing_criteria[].name created_at metadata|null',
  'openai.evals.runs':
    'id eval_id status model|null name created_at report_url result_counts result_counts.total ' +
    'result_counts.errored result_counts.failed result_counts.passed per_model_usage|null ' +
    'per_model_usage[].model_name per_model_usage[].invocation_count per_model_usage[].prompt_tokens ' +
    'per_model_usage[].completion_tokens per_model_usage[].total_tokens ' +
    'per_model_usage[].cached_tokens per_testing_criteria_results|null ' +
    'per_testing_criteria_results[].testing_criteria per_testing_criteria_results[].passed ' +
    'per_testing_criteria_results[].failed data_source data_source.type ' +
    'data_source.input_messages.type metadata|null error|null',
  'openai.evals.runs.outputItems':
    'id run_id eval_id created_at status datasource_item_id datasource_item results results[].name ' +
    'results[].score results[].passed sample sample.input sample.output sample.finish_reason|null ' +
    'sample.model sample.usage|null sample.usage.total_tokens sample.usage.completion_tokens ' +
    'sample.usage.prompt_tokens sample.usage.cached_tokens sample.error|null',
  'openai.files': 'id bytes created_at filename purpose',
  'openai.fineTuning.checkpoints.permissions': 'id created_at project_id',
  'openai.fineTuning.jobs':
    'id created_at model fine_tuned_model|null organization_id result_files status training_file ' +
    'validation_file|null integrations[].type method.type',
  'openai.fineTuning.jobs.checkpoints':
    'id created_at fine_tuned_model_checkpoint step_number metrics fine_tuning_job_id',
  'openai.fineTuning.jobs.events': 'id created_at level message',
  'openai.groups': 'id name created_at is_scim_managed',
  'openai.groups.roles':
    'id name description|null permissions resource_type predefined_role created_at|null ' +
    'updated_at|null created_by|null created_by_user_obj|null metadata|null ' +
    'assignment_sources[].principal_id assignment_sources[].principal_type',
  'openai.groups.users': 'id name email|null',
  'openai.invites': 'id email role status created_at projects[].id projects[].role',
  'openai.models': 'id',
  'openai.projects': 'id created_at',
  'openai.projects.apiKeys':
    'id name redacted_value created_at last_used_at|null owner owner.user.id ' + 'owner.service_account.id',
  'openai.projects.certificates': 'id name|null created_at certificate_details active',
  'openai.projects.groups': 'project_id group_id group_name created_at',
  'openai.projects.groups.roles':
    'id name description|null permissions resource_type predefined_role created_at|null ' +
    'updated_at|null created_by|null created_by_user_obj|null metadata|null ' +
    'assignment_sources[].principal_id assignment_sources[].principal_type',
  'openai.projects.rateLimits': 'id model max_requests_per_1_minute max_tokens_per_1_minute',
  'openai.projects.roles': 'id name description|null permissions resource_type predefined_role',
  'openai.projects.serviceAccounts': 'id name role created_at',
  'openai.projects.spendAlerts':
    'id threshold_amount currency interval notification_channel notification_channel.type ' +
    'notification_channel.recipients',
  'openai.projects.spendLimit': 'threshold_amount currency interval enforcement enforcement.status',
  'openai.projects.users': 'id role added_at',
  'openai.projects.users.roles':
    'id name description|null permissions resource_type predefined_role created_at|null ' +
    'updated_at|null created_by|null created_by_user_obj|null metadata|null ' +
    'assignment_sources[].principal_id assignment_sources[].principal_type',
  'openai.responses.inputItems': 'type content[].type summary[].type',
  'openai.roles': 'id name description|null permissions resource_type predefined_role',
  'openai.skills': 'id',
  'openai.skills.versions': 'id',
  'openai.spendAlerts':
    'id threshold_amount currency interval notification_channel notification_channel.type ' +
    'notification_channel.recipients',
  'openai.spendLimit': 'threshold_amount currency interval enforcement enforcement.status',
  'openai.threads.messages':
    'id created_at thread_id role content content[].type content[].text.value ' +
    'content[].text.annotations assistant_id|null run_id|null attachments|null ' +
    'attachments[].tools[].type metadata|null',
  'openai.threads.runs':
    'id created_at thread_id assistant_id status last_error|null expires_at|null started_at|null ' +
    'cancelled_at|null failed_at|null completed_at|null incomplete_details|null model ' +
    'instructions|null tools tools[].type metadata|null usage|null max_prompt_tokens|null ' +
    'max_completion_tokens|null truncation_strategy|null truncation_strategy.type tool_choice|null ' +
    'parallel_tool_calls response_format|null required_action.type ' +
    'required_action.submit_tool_outputs.tool_calls[].id ' +
    'required_action.submit_tool_outputs.tool_calls[].type',
  'openai.threads.runs.steps':
    'id created_at assistant_id thread_id run_id type status step_details step_details.type ' +
    'last_error|null expired_at|null cancelled_at|null failed_at|null completed_at|null usage|null',
  'openai.usage.audioSpeeches':
    'start_time end_time results results[].characters results[].num_model_requests',
  'openai.usage.audioTranscriptions':
    'start_time end_time results results[].seconds results[].num_model_requests',
  'openai.usage.codeInterpreterSessions': 'start_time end_time results results[].num_sessions',
  'openai.usage.completions':
    'start_time end_time results results[].input_tokens results[].output_tokens ' +
    'results[].num_model_requests',
  'openai.usage.embeddings':
    'start_time end_time results results[].input_tokens results[].num_model_requests',
  'openai.usage.fileSearchCalls': 'start_time end_time results results[].num_requests',
  'openai.usage.images': 'start_time end_time results results[].images results[].num_model_requests',
  'openai.usage.moderations':
    'start_time end_time results results[].input_tokens results[].num_model_requests',
  'openai.usage.vectorStores': 'start_time end_time results results[].usage_bytes',
  'openai.usage.webSearchCalls':
    'start_time end_time results results[].num_model_requests results[].num_requests',
  'openai.users': 'id added_at user.id projects.data',
  'openai.users.roles':
    'id name description|null permissions resource_type predefined_role created_at|null ' +
    'updated_at|null created_by|null created_by_user_obj|null metadata|null ' +
    'assignment_sources[].principal_id assignment_sources[].principal_type',
  'openai.vectorStores':
    'id created_at name|null file_counts file_counts.in_progress file_counts.completed ' +
    'file_counts.failed file_counts.cancelled file_counts.total',
  'openai.vectorStores.fileBatches.files': 'id created_at vector_store_id chunking_strategy.type',
  'openai.vectorStores.files': 'id created_at vector_store_id chunking_strategy.type',
  'openai.vectorStores.files.content': '',
  'openai.videos': 'id model status',
};
