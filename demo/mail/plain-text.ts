const ENTITIES: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'"};

/** A mail's HTML as text, for a page that shows nothing as HTML that came from elsewhere. */
export function plainText(html: string): string {
  return html
    .replaceAll(/<br>/g, '\n')
    .replaceAll(/<\/p>/g, '\n\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .trim();
}
