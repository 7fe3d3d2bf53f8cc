import type {Problem} from './organisation-error.ts';
import type {Organisation} from './organisation-schema.ts';

/** A page may call voice entry points, and each of its own once. */
export function checkSites({sites, entryPoints}: Organisation): readonly Problem[] {
  const voice = new Set(entryPoints.filter(({channel}) => channel === 'voice').map(({id}) => id));
  return sites.flatMap((site, at) => {
    const path = `sites.${at}`;
    const needless = site.entryPoints.length === 0 && site.callbacks === null;
    return [
      ...(needless ? [{path: `${path}.entryPoints`, expected: 'a voice entry point, or callbacks'}] : []),
      ...site.entryPoints.flatMap((id, place) => [
        ...(voice.has(id) ? [] : [{path: `${path}.entryPoints.${place}`, expected: 'the id of a voice entry point'}]),
        ...(site.entryPoints.indexOf(id) === place
          ? []
          : [{path: `${path}.entryPoints.${place}`, expected: 'each entry point once'}]),
      ]),
      ...site.origins.flatMap((each, place) =>
        site.origins.indexOf(each) === place ? [] : [{path: `${path}.origins.${place}`, expected: 'each origin once'}],
      ),
    ];
  });
}
