export { bodyJson, inBody } from './bodies.js';
export { commaTexts, hash, someOf, textOrHash, textOrList, texts } from './collections.js';
export type { Param, ParamKind, ParamSpecs, ParamsOf } from './param.js';
export { flag, integer, mode, number, oneOf, openWord, required, segment, text } from './scalars.js';
export { dayRange, instant, textTime, unixRange, unixTime, type DayRange, type UnixRange } from './times.js';
