import type { Frame, View } from './view.js';

/** A view that is cheap to make again: whenever something that it shows has changed. */
export const simpleView = <T>(read: () => T, isChanged: (frame: Frame) => boolean): View<T> => ({
  read,
  refresh: isChanged,
  dispose: () => undefined,
});
