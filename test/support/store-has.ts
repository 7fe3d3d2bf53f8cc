import type {Store} from '../../src/services/store.ts';

/** Once the store's value fits, which it may already. */
export function storeHas<T>(store: Store<T>, fits: (value: T) => boolean): Promise<void> {
  const {promise, resolve} = Promise.withResolvers<void>();
  const look = (): void => {
    if (fits(store.value)) resolve();
  };
  const end = store.subscribe(look);
  look();
  return promise.finally(end);
}
