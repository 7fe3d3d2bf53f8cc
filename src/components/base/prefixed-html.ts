import {html, type TemplateResult} from 'lit';

/** The signature of Lit's `html`, so that a template reads the same whatever the prefix is. */
export type HtmlTag = (strings: TemplateStringsArray, ...values: unknown[]) => TemplateResult<1>;

export const DEFAULT_PREFIX = 'cordboard';

const tags = new Map<string, HtmlTag>([[DEFAULT_PREFIX, html]]);

/**
 * An `html` whose `<cordboard-…>` tags are written with another prefix. Each template is rewritten once: Lit keeps its
 * prepared templates by the identity of the strings array.
 */
export function htmlFor(prefix: string): HtmlTag {
  const known = tags.get(prefix);
  if (known !== undefined) return known;
  const rewritten = new WeakMap<TemplateStringsArray, TemplateStringsArray>();
  const tag: HtmlTag = (strings, ...values) => {
    let own = rewritten.get(strings);
    if (own === undefined) {
      own = Object.assign(
        strings.map((each) => rewrite(each, prefix)),
        {raw: strings.raw.map((each) => rewrite(each, prefix))},
      );
      rewritten.set(strings, own);
    }
    return html(own, ...values);
  };
  tags.set(prefix, tag);
  return tag;
}

function rewrite(text: string, prefix: string): string {
  return text.replaceAll(/(<\/?)cordboard-/g, `$1${prefix}-`);
}
