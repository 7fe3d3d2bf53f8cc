import type {Contact} from '../../domain/contact.ts';

/** Which of several contacts the panel shows. */
export class ContactChooser {
  #known: ReadonlySet<string> | null = null;

  /**
   * The chosen contact after a change. What the agent has just answered is shown, and a call whenever one begins: somebody
   * speaks there. Everything else waits in the list until it is chosen.
   */
  choose(contacts: readonly Contact[], selectedId: string, wantedId: string | null): string {
    const known = this.#known;
    this.#known = new Set(contacts.map(({id}) => id));
    const fresh = known === null ? [] : contacts.filter(({id}) => !known.has(id));
    const wanted = contacts.find(({id}) => id === wantedId) ?? fresh.find(({channel}) => channel === 'voice');
    return wanted?.id ?? selectedId;
  }

  /** The contact to show: the chosen one, or else a call, or else the oldest. */
  shownOf(contacts: readonly Contact[], selectedId: string): Contact | undefined {
    return (
      contacts.find(({id}) => id === selectedId) ?? contacts.find(({channel}) => channel === 'voice') ?? contacts[0]
    );
  }
}
