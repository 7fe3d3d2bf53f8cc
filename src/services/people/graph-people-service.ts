import {SdkError} from '../../api/errors.ts';
import {type DirectoryEntry, GraphPeople} from '../../api/graph-people.ts';
import type {GraphOptions} from '../../api/graph-requests.ts';
import type {DeskSettings} from '../../api/wire/events.ts';
import {callingCodeIn} from '../../domain/dial-plans.ts';
import {
  dialableWorkNumber,
  isNumberSearch,
  nationalDigits,
  numberWritings,
  wholeNumber,
} from '../../domain/work-number.ts';
import {type PhoneMetadata, loadPhoneMetadata} from '../phone-metadata.ts';
import type {Store} from '../store.ts';
import type {PeopleFailure, PeopleResult, PeopleService, Person, PresencesResult} from './people-ports.ts';

/** The people of a Microsoft Entra directory. Loaded with the first search, not with the desk. */
export class GraphPeopleService implements PeopleService {
  readonly #directory: GraphPeople;
  readonly #settings: Store<DeskSettings | null>;

  constructor(options: GraphOptions, settings: Store<DeskSettings | null>) {
    this.#directory = new GraphPeople(options);
    this.#settings = settings;
  }

  async search(text: string, signal?: AbortSignal): Promise<PeopleResult> {
    if (text.trim() === '') return {status: 'found', people: [], more: false};
    return settle(async () => {
      if (isNumberSearch(text)) return this.#searchNumber(text, signal);
      const callingCode = callingCodeIn(this.#home);
      return {
        status: 'found',
        ...(await this.#directory.find({text}, (entry) => personOf(entry, callingCode), signal)),
      };
    }, signal);
  }

  presences(ids: readonly string[], signal?: AbortSignal): Promise<PresencesResult> {
    return settle(async () => ({status: 'found', availability: await this.#directory.presences(ids, signal)}), signal);
  }

  get #home(): string {
    return this.#settings.value?.country ?? '';
  }

  async #searchNumber(text: string, signal?: AbortSignal): Promise<PeopleResult> {
    const home = this.#home;
    const callingCode = callingCodeIn(home);
    // Without the numbering plans fewer ways of writing it are known, and nothing is lost otherwise.
    const plans = await loadPhoneMetadata().catch(() => null);
    const wanted = wholeNumber(text, callingCode, plans === null ? null : (number) => plans.whole(number));
    if (wanted === null) return {status: 'number-incomplete'};
    const take = (entry: DirectoryEntry) => {
      const person = personOf(entry, callingCode, wanted);
      return person?.dialable === wanted ? person : null;
    };
    return {
      status: 'found',
      ...(await this.#directory.find({writings: writingsOf(wanted, home, plans)}, take, signal)),
    };
  }
}

/** [CO-23] Null for whoever has no work number that can be dialled. */
function personOf(entry: DirectoryEntry, callingCode: string | null, wanted?: string): Person | null {
  const numbers = entry.workNumbers.flatMap((number) => {
    const dialable = dialableWorkNumber(number, callingCode);
    return dialable === null ? [] : [{number: number.trim(), dialable}];
  });
  const chosen = numbers.find(({dialable}) => dialable === wanted) ?? numbers[0];
  if (chosen === undefined) return null;
  const {id, name, title, department} = entry;
  return {id, name, title, department, ...chosen, availability: 'unknown'};
}

function writingsOf(e164: string, home: string, plans: PhoneMetadata | null): readonly string[] {
  if (plans === null) return [e164, e164.slice(1)];
  const callingCode = callingCodeIn(home);
  const domestic = callingCode !== null && e164.startsWith(`+${callingCode}`);
  const national = domestic ? plans.format(nationalDigits(e164, callingCode), home) : null;
  return numberWritings(plans.format(e164, home), national);
}

/** [CO-26] That a person would have to act is no failure: the desk says what is missing. */
async function settle<T>(asking: () => Promise<T>, signal?: AbortSignal): Promise<T | PeopleFailure> {
  try {
    return await asking();
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof SdkError)) {
      return {
        status: 'failed',
        error: new SdkError('directory-failed', 'The directory could not be asked. Try again.'),
      };
    }
    return error.code === 'sign-in-required' ? {status: 'no-sign-on'} : {status: 'failed', error};
  }
}
