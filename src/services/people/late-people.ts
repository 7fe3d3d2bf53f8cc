import {SdkError} from '../../api/errors.ts';
import type {GraphOptions} from '../../api/graph-requests.ts';
import type {DeskSettings} from '../../api/wire/events.ts';
import type {Store} from '../store.ts';
import type {PeopleFailure, PeopleService} from './people-ports.ts';

type Late = Promise<Pick<typeof import('./graph-people-service.ts'), 'GraphPeopleService'>>;

/** The directory's people, whose code comes with the first search. @param load a seam for tests */
export function latePeople(
  options: GraphOptions,
  settings: Store<DeskSettings | null>,
  load: () => Late = () => import('./graph-people-service.ts'),
): PeopleService {
  let loading: Promise<PeopleService> | null = null;

  async function use<T>(ask: (people: PeopleService) => Promise<T>): Promise<T | PeopleFailure> {
    loading ??= load().then((late) => new late.GraphPeopleService(options, settings));
    const people = await loading.catch(() => null);
    if (people !== null) return ask(people);
    // The next search tries again: what failed to load once may load later.
    loading = null;
    return {
      status: 'failed',
      error: new SdkError('directory-failed', 'A part of the desk did not load. Check the network, then search again.'),
    };
  }

  return {
    search: (text, signal) => use((people) => people.search(text, signal)),
    presences: (ids, signal) => use((people) => people.presences(ids, signal)),
  };
}
