import * as t from 'io-ts';

import {
  anyOf,
  jsonObject,
  list,
  nullable,
  nullish,
  num,
  openEnum,
  shape,
  unixSeconds,
} from '../../../../codec/index.js';
import { assistantTool } from './assistant-tool.js';
import { metadata } from './metadata.js';

/** The files that tools may use. */
export const toolResources = shape(
  'ToolResources',
  {},
  nullish({
    /** At most 20 files. */
    code_interpreter: shape('CodeInterpreterResources', {}, nullish({ file_ids: list(t.string) })),
    /** At most one vector store. */
    file_search: shape('FileSearchResources', {}, nullish({ vector_store_ids: list(t.string) })),
  }),
);

/** The text `auto`, or an object that names a format. */
export const responseFormat = anyOf(openEnum('auto'), jsonObject);

/** An assistant: an item of `GET /assistants`. */
export const assistant = shape(
  'Assistant',
  {
    id: t.string,
    created_at: unixSeconds,
    name: nullable(t.string),
    description: nullable(t.string),
    model: t.string,
    /** The system instructions. */
    instructions: nullable(t.string),
    tools: list(assistantTool),
    metadata: nullable(metadata),
  },
  nullish({
    object: openEnum('assistant'),
    tool_resources: toolResources,
    /** 0 to 2. */
    temperature: num,
    /** 0 to 1. */
    top_p: num,
    response_format: responseFormat,
  }),
);

export type Assistant = t.TypeOf<typeof assistant>;
