import type { IAsyncProperty, IProperty } from 'fast-check';

/** A property with the sentence that it proves; the everyday and the long tests run the same ones. */
export interface NamedProperty {
  readonly name: string;
  // Each property has arguments of its own; whoever runs it needs none of their types.
  readonly property: IProperty<never> | IProperty<unknown>;
}

/** A property whose world answers later: a store, a server. */
export interface NamedAsyncProperty {
  readonly name: string;
  readonly property: IAsyncProperty<never> | IAsyncProperty<unknown>;
}
