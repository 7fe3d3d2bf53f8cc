import {DEFAULT_PREFIX} from './base/prefixed-html.ts';

/**
 * Registers `<prefix>-callback-inbox` and `<prefix>-callback-figures` for pages that show them by themselves. Their code comes with this call:
 * a desk without them does not load it.
 */
export async function defineCallbackLists(prefix: string = DEFAULT_PREFIX): Promise<void> {
  const [{defineCallbackInbox}, {defineCallbackFigures}] = await Promise.all([
    import('./callback-inbox/define.ts'),
    import('./callback-figures/define.ts'),
  ]);
  defineCallbackInbox(prefix);
  defineCallbackFigures(prefix);
}
