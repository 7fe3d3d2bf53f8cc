import type {Problem} from './organisation-error.ts';
import type {Organisation} from './organisation-schema.ts';

/** [CB-25] Callbacks go through a voice entry point that there is; a site that takes requests has one, and a queue that is called from. */
export function checkCallbacks(organisation: Organisation): readonly Problem[] {
  const {entryPoint} = organisation.callbacks;
  const voice = organisation.entryPoints.some(({id, channel}) => id === entryPoint && channel === 'voice');
  return [
    ...(entryPoint === null || voice
      ? []
      : [{path: 'callbacks.entryPoint', expected: 'the id of a voice entry point'}]),
    ...organisation.sites.flatMap((site, at) => checkSite(organisation, site, `sites.${at}.callbacks`)),
  ];
}

type Site = Organisation['sites'][number];

function checkSite({callbacks, queues}: Organisation, site: Site, path: string): readonly Problem[] {
  if (site.callbacks === null) return [];
  const {queue, topics, consent, countries} = site.callbacks;
  const calls = queues.some(({id, channels}) => id === queue && channels.includes('voice'));
  const found: Problem[] = [];
  if (callbacks.entryPoint === null)
    found.push({
      path: 'callbacks.entryPoint',
      expected: 'a voice entry point, since a site takes requests for callbacks',
    });
  if (!calls) found.push({path: `${path}.queue`, expected: 'the id of a queue that takes voice'});
  if (Object.keys(consent.texts).length === 0)
    found.push({path: `${path}.consent.texts`, expected: 'the words in one language at least'});
  topics.forEach((topic, place) => {
    if (topics.indexOf(topic) !== place) found.push({path: `${path}.topics.${place}`, expected: 'each topic once'});
  });
  countries.forEach((each, place) => {
    if (countries.indexOf(each) !== place)
      found.push({path: `${path}.countries.${place}`, expected: 'each country once'});
  });
  return found;
}
