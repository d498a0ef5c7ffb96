import * as codecs from '../../../src/providers/openai/codecs.js';
import { describeCodecs } from '../../support/provider-codecs.js';

describeCodecs('openai/codecs', codecs);
