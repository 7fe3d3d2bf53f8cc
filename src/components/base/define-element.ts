import {DEFAULT_PREFIX} from './prefixed-html.ts';
import {warnOnce} from './warn-once.ts';

/** Tag name → prefix, for the names that this copy of the package registered. */
const registered = new Map<string, string>();

/**
 * Registers a subclass of `base` as `<prefix>-<name>`. The same class can so serve several prefixes on one page. A name
 * that another copy of the package took stays with that copy: a second `customElements.define` would throw and stop the
 * page's script.
 */
export function defineElement(prefix: string, name: string, base: CustomElementConstructor): void {
  const tag = `${prefix}-${name}`;
  if (registered.has(tag)) return;
  if (customElements.get(tag) !== undefined) {
    warnOnce(
      `<${tag}> was registered by another copy of the package. Load it once, or call define() with another prefix.`,
    );
    return;
  }
  registered.set(tag, prefix);
  customElements.define(tag, class extends base {});
}

/** The prefix under which an element was registered: it finds its own children by it. */
export function prefixOf(tag: string): string {
  return registered.get(tag) ?? DEFAULT_PREFIX;
}
