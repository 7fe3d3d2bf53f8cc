import type {Store} from '../store.ts';

/** Whether somebody can see the page. A tab in the background and a window that is minimised are seen by nobody. */
export function pageVisibility(page: Document): Store<boolean> {
  return {
    get value() {
      return page.visibilityState === 'visible';
    },
    subscribe(listener) {
      const tell = (): void => listener(page.visibilityState === 'visible');
      page.addEventListener('visibilitychange', tell);
      return () => page.removeEventListener('visibilitychange', tell);
    },
  };
}
