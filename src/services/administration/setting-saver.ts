import type {AdminClient, AdminFault, Written} from '../../api/admin-client.ts';
import {SETTING_NAMES, type SettingName, settingAt} from '../../api/admin-settings.ts';
import {SdkError} from '../../api/errors.ts';
import type {Refused} from '../../domain/setting-edit.ts';
import type {SettingKey} from './administration-ports.ts';
import type {EditBook} from './edit-book.ts';
import type {OrganisationCopy} from './organisation-copy.ts';

type Sent = ReturnType<EditBook['sent']>;
type Attempt = Exclude<Written, {status: 'saved'}> | {readonly status: 'saved'; readonly copy: OrganisationCopy};

/** How a kind of setting is written over what was read, and read again. */
type Way = {
  write(copy: OrganisationCopy, sent: Sent): Promise<Attempt>;
  reread(copy: OrganisationCopy): Promise<OrganisationCopy>;
};

type Edges = {
  readonly client: AdminClient;
  readonly book: EditBook;
  readonly copy: () => OrganisationCopy | null;
  readonly take: (copy: OrganisationCopy) => void;
};

/** Over other people's changes of other things: as often as this in a row. */
const ATTEMPTS_MAX = 5;

/**
 * Saves edits. The hub's marks are of the whole organisation: when somebody changed another thing meanwhile, it is read and ours
 * is saved on top of it; only where it is the same thing a person has to decide. A change whose answer was lost is found that way too.
 */
export class SettingSaver {
  readonly #edges: Edges;

  constructor(edges: Edges) {
    this.#edges = edges;
  }

  /** At once or not at all. @throws {SdkError} when the hub does not answer, or not as it should */
  async saveSettings(names: readonly SettingName[]): Promise<void> {
    const {client} = this.#edges;
    await this.#save(names, {
      write: async ({settings}, sent) => {
        const texts = {...settings.value.view};
        for (const name of SETTING_NAMES) texts[name] = sent.get(name)?.sent ?? texts[name];
        const written = await client.writeSettings(settings, texts);
        if (written.status !== 'saved') return written;
        return this.#saved(settings.etag, written.etag, (copy) =>
          copy.withSettings({etag: written.etag, value: {...settings.value, view: texts}}),
        );
      },
      reread: async (copy) => copy.withSettings(await client.readSettings()),
    });
  }

  /** @throws {SdkError} likewise */
  async saveAgent(key: SettingKey): Promise<void> {
    const {client} = this.#edges;
    await this.#save([key], {
      write: async (copy, sent) => {
        const agent = copy.agent(key);
        const notifications = sent.get(key)?.sent;
        if (agent === null || notifications === undefined) return {status: 'stale'};
        const written = await client.writeAgent(agent, notifications);
        if (written.status !== 'saved') return written;
        const {value} = agent;
        return this.#saved(agent.etag, written.etag, (now) =>
          now.withAgent({etag: written.etag, value: {...value, view: {...value.view, notifications}}}),
        );
      },
      reread: async (copy) => {
        const agent = copy.agent(key);
        if (agent === null) return copy;
        const read = await client.readAgent(agent.value.view.id).catch(unlessGone);
        return read === null ? copy.without(key) : copy.withAgent(read);
      },
    });
  }

  async #save(keys: readonly SettingKey[], way: Way): Promise<void> {
    const {book, copy, take} = this.#edges;
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const known = copy();
      const sent = book.sent(keys);
      if (known === null || sent.size === 0) return;
      const open = [...sent].filter(([key, {sent: text}]) => known.current(key) !== text);
      if (open.length === 0) return book.saved(keys);
      if (open.some(([key, {base}]) => known.current(key) !== base)) {
        book.held(keys);
        return take(known);
      }
      const answer = await way.write(known, sent);
      switch (answer.status) {
        case 'saved':
          book.saved(keys);
          return take(answer.copy);
        case 'invalid':
          return this.#refuse(keys, answer.faults);
        default: {
          const read = await way.reread(known);
          if (copy() === known) take(read);
        }
      }
    }
    throw new SdkError('hub-timeout', 'Others change the organisation all the time just now. Try again in a moment.');
  }

  /** The newest copy, for it may have been read again meanwhile. */
  #saved(from: string, to: string, change: (copy: OrganisationCopy) => OrganisationCopy): Attempt {
    const copy = this.#edges.copy();
    if (copy === null) throw new SdkError('closed', 'Nobody is signed in any more.');
    return {status: 'saved', copy: change(copy.moved(from, to))};
  }

  #refuse(keys: readonly SettingKey[], faults: readonly AdminFault[]): void {
    const own = new Map<SettingKey, Refused>();
    for (const {path, expected} of faults) {
      const {name, place} = placeOf(path, keys);
      if (!own.has(name)) own.set(name, {expected, place});
    }
    this.#edges.book.refused(keys, own);
  }
}

/** What is refused elsewhere, a country that another number does not suit for example, is said where the change was made. */
function placeOf(path: string, keys: readonly SettingKey[]): {name: SettingKey; place: number | null} {
  const [only = 'country'] = keys;
  if (only.startsWith('agent ')) return {name: only, place: null};
  const found = settingAt(path);
  return found !== null && keys.includes(found.name) ? found : {name: only, place: null};
}

function unlessGone(error: unknown): null {
  if (error instanceof SdkError && error.code === 'no-organisation') return null;
  throw error;
}
