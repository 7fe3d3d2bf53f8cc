import type {Outcome} from '../../services/ports.ts';

/** What became of a pressed button. `slow` is set when the answer takes longer than people expect. */
export type CommandState =
  | {readonly status: 'idle'}
  | {readonly status: 'pending'; readonly slow: boolean}
  | Exclude<Outcome, {status: 'done'}>;

/** The commands of one element, by key. A new object after each change, so that it can be a property of a leaf. */
export type Commands = ReadonlyMap<string, CommandState>;

export const NO_COMMANDS: Commands = new Map();
const IDLE: CommandState = {status: 'idle'};
const SLOW_AFTER_MS = 1_000;

/** The key of a command about one contact or offer. */
export function commandKey(name: string, id: string): string {
  return `${name} ${id}`;
}

export function commandState(commands: Commands, key: string): CommandState {
  return commands.get(key) ?? IDLE;
}

/** Runs commands for buttons: a second press while the first waits does nothing; a refusal stays until the next press. */
export class CommandRunner {
  readonly #onChange: () => void;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #commands: Commands = NO_COMMANDS;

  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  get commands(): Commands {
    return this.#commands;
  }

  state(key: string): CommandState {
    return commandState(this.#commands, key);
  }

  /** Resolves to the outcome; to null when the same command is still waiting, or there is no service to ask. */
  async run(key: string, command: () => Promise<Outcome> | undefined): Promise<Outcome | null> {
    if (this.state(key).status === 'pending') return null;
    const reply = command();
    return reply === undefined ? null : this.#follow(key, reply);
  }

  /** Takes a refusal back whose reason may no longer hold; a command that waits goes on waiting. */
  forget(key: string): void {
    if (this.state(key).status !== 'pending' && this.#commands.has(key)) this.#set(key, IDLE);
  }

  /** Takes back what was refused about something that is gone, or an agent's day of refusals would stay in memory. */
  forgetAbout(isGone: (id: string) => boolean): void {
    const kept = [...this.#commands].filter(([key, state]) => state.status === 'pending' || !isGone(idOf(key)));
    if (kept.length === this.#commands.size) return;
    this.#commands = new Map(kept);
    this.#onChange();
  }

  /** Nobody looks any more: what is slow need not be said. */
  letGo(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  async #follow(key: string, reply: Promise<Outcome>): Promise<Outcome> {
    this.#set(key, {status: 'pending', slow: false});
    this.#timers.set(
      key,
      setTimeout(() => this.#set(key, {status: 'pending', slow: true}), SLOW_AFTER_MS),
    );
    try {
      const outcome = await reply;
      this.#finish(key, outcome.status === 'done' ? IDLE : outcome);
      return outcome;
    } catch (error) {
      this.#finish(key, IDLE);
      throw error;
    }
  }

  #finish(key: string, state: CommandState): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    this.#set(key, state);
  }

  #set(key: string, state: CommandState): void {
    const next = new Map(this.#commands);
    if (state.status === 'idle') next.delete(key);
    else next.set(key, state);
    this.#commands = next;
    this.#onChange();
  }
}

/** What a key of {@link commandKey} is about; empty for a command about nothing in particular. */
function idOf(key: string): string {
  const at = key.indexOf(' ');
  return at === -1 ? '' : key.slice(at + 1);
}
