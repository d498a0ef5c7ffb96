/**
 * Returns the values of an async iterable, such as a `Listing`, its `pages()` or a checkpointed walk, as a WHATWG
 * `ReadableStream` that pulls: nothing is buffered in the stream, and nothing is asked for before it is read. So a
 * list is asked for no more pages than its `prefetch` allows, however slow the reader is.
 *
 * `ReadableStream.from` does the same where it exists; browsers do not all have it. Node's own streams come from
 * `Readable.from(listing)`.
 *
 * - **Cancelling** ends the iteration: what is in flight is aborted, also while a read waits for it.
 * - **An error** of the source is the error of the read that meets it, and of those after it.
 * - **Reading twice** walks once: a stream is one walk. The source itself can be used again.
 *
 * @param source what is iterated when the stream is first read.
 *
 * @example
 * const reader = toReadableStream(org.users.list()).getReader();
 * const { value } = await reader.read();
 * console.log(value?.id); // user_1
 * await reader.cancel();
 */
export const toReadableStream = <T>(source: AsyncIterable<T>): ReadableStream<T> => {
  let iterator: AsyncIterator<T> | undefined;
  let cancelled = false;
  return new ReadableStream<T>(
    {
      pull: async (controller) => {
        iterator ??= source[Symbol.asyncIterator]();
        const result = await iterator.next();
        // A stream that was cancelled in the meantime takes nothing any more, and would throw.
        if (cancelled) return;
        if (result.done === true) controller.close();
        else controller.enqueue(result.value);
      },
      cancel: async () => {
        cancelled = true;
        await iterator?.return?.();
      },
    },
    { highWaterMark: 0 },
  );
};
