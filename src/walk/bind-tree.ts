import type { Endpoint } from '../endpoint/endpoint.js';
import { lister, type Client, type ListMethod } from './client.js';

/** A list that is made of several, such as the keys of all projects: it makes its method from the client. */
type ComposedList = (client: Client) => unknown;

/** What an endpoint, a composed list or a tree of them becomes as a part of a client. */
export type Bound<T> =
  T extends Endpoint<infer S, infer A, unknown, infer E>
    ? ListMethod<S, A, E>
    : T extends (client: Client) => infer M
      ? M
      : { readonly [K in keyof T]: Bound<T[K]> };

const isEndpoint = (node: object): node is Endpoint => 'pagingOf' in node;

const bind = (client: Client, node: object): unknown => {
  if (typeof node === 'function') return (node as ComposedList)(client);
  if (isEndpoint(node)) return lister(client, node);
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => [name, bind(client, child as object)]),
  );
};

/**
 * Returns the methods of a client, by the tree that its lists are in: `{ users: { list: users } }` becomes
 * `client.users.list(params, options)`.
 *
 * The tree is data: the same value shows documentation and command line how each list is called.
 *
 * @param client what the lists are walked with.
 * @param tree endpoint values by names, as deep as the vendor's own tree; a function makes its method from the client.
 *
 * @example
 * const api = bindTree(createClient(provider, options), { widgets: { list: widgets, parts: { list: parts } } });
 * api.widgets.parts.list({ widget: 'w2' }).subscribe(({ id }) => console.log(id));
 * // p2
 * // p3
 */
export const bindTree = <T extends object>(client: Client, tree: T): Bound<T> =>
  // The shape follows the tree by construction, which `Object.entries` cannot say.
  bind(client, tree) as Bound<T>;

/** One list of a tree, with the way to it: `users.list` is `['users', 'list']`. */
interface TreeLeaf {
  readonly path: readonly string[];
  readonly list: Endpoint | ComposedList;
}

/** Returns all lists of a tree, in its order. */
export const leavesOf = (tree: object, path: readonly string[] = []): readonly TreeLeaf[] =>
  Object.entries(tree).flatMap(([name, node]) => {
    const here = [...path, name];
    const child = node as Endpoint | ComposedList;
    return typeof child === 'function' || isEndpoint(child)
      ? [{ path: here, list: child }]
      : leavesOf(child, here);
  });
