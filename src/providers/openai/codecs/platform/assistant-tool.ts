import type * as t from 'io-ts';

import { int, jsonObject, nullish, openEnum, shape } from '../../../../codec/index.js';

const fileSearch = shape(
  'FileSearchOverrides',
  {},
  nullish({
    /** 1 to 50. */
    max_num_results: int,
    ranking_options: jsonObject,
  }),
);

/** A tool of an assistant or a run: `type` says which of the other members stand there. */
export const assistantTool = shape(
  'AssistantTool',
  { type: openEnum('code_interpreter', 'file_search', 'function') },
  nullish({ file_search: fileSearch, function: jsonObject }),
);

export type AssistantTool = t.TypeOf<typeof assistantTool>;
