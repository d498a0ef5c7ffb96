interface Host {
  readonly process?: {
    readonly versions?: { readonly uv?: string };
    getBuiltinModule?(name: string): unknown;
  };
}

/**
 * Returns a module of Node.js, Bun or Deno, undefined elsewhere. Asked for at run time: an import would have to be taken out
 * of every bundle for a browser. All three tell a version of libuv; what merely has a `process` does not.
 *
 * @param name with its prefix, such as `node:http`.
 */
export const nodeBuiltin = (name: string): unknown => {
  const { process } = globalThis as Host;
  return process?.versions?.uv === undefined ? undefined : process.getBuiltinModule?.(name);
};
