import * as codecs from '../../../src/providers/openai/codecs.js';
import { endpoints } from '../../../src/providers/openai/index.js';
import { describeCodecs } from '../../support/provider-codecs.js';
import { INSISTS } from './insists.js';

describeCodecs('openai/codecs', {
  codecs,
  endpoints: Object.values(endpoints),
  insists: INSISTS,
});
