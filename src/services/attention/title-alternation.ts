/** No oftener than once a second (WCAG 2.3.1 asks for three at most; once is enough to be seen in a row of tabs). */
const EVERY_MS = 1_000;

/**
 * Alternates the page's title with a message. The title is the host's: when the host changes it meanwhile, the new one is
 * what alternates and what stays.
 */
export class TitleAlternation {
  readonly #page: Pick<Document, 'title'>;
  #message = '';
  #own = '';
  /** What stands there because of us; null while nothing does. */
  #written: string | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(page: Pick<Document, 'title'>) {
    this.#page = page;
  }

  /** Another message takes the place of the first at the next turn. */
  start(message: string): void {
    this.#message = message;
    if (this.#written !== null) return;
    this.#own = this.#page.title;
    this.#write(message);
    this.#timer = setInterval(() => this.#turn(), EVERY_MS);
  }

  /** The title is the host's again, exactly as it was or as the host has made it since. */
  stop(): void {
    if (this.#written === null) return;
    clearInterval(this.#timer);
    this.#look();
    this.#page.title = this.#own;
    this.#written = null;
  }

  #turn(): void {
    this.#look();
    this.#write(this.#written === this.#own ? this.#message : this.#own);
  }

  /** What is not as we left it, the host has written. */
  #look(): void {
    if (this.#page.title === this.#read) return;
    this.#own = this.#page.title;
    this.#written = this.#own;
  }

  /** What reading the title gave after we wrote it: a page presses white space together. */
  #read = '';

  #write(title: string): void {
    this.#page.title = title;
    this.#written = title;
    this.#read = this.#page.title;
  }
}
