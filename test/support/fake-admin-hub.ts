import {http, HttpResponse, type HttpHandler} from 'msw';

export type PutRequest = {readonly path: string; readonly etag: string | null; readonly body: unknown};

type Agent = {readonly id: string; readonly emergencyNotifications?: string} & Readonly<Record<string, unknown>>;
type Settings = {readonly country: string; readonly emergency: Readonly<Record<string, unknown>>} & Readonly<
  Record<string, unknown>
>;

/**
 * The administrator's interface of a hub in a test's own process, as docs/organisation.md has it: one revision for the whole, and a
 * change only over the revision that was read. What the real hub refuses is for the real hub's tests.
 */
export class FakeAdminHub {
  readonly url: string;
  revision = 1;
  agents: readonly Agent[] = [
    {
      id: 'anna',
      name: 'Anna Kowalska',
      subject: 's-1',
      capacity: {chat: 2},
      emergencyNotifications: 'lead@northwind.example',
    },
    {id: 'ben', userName: 'ben@northwind.example', team: 'night'},
  ];
  entryPoints: readonly object[] = [
    {id: 'billing-line', name: 'Billing line', channel: 'voice', number: '+12015550100'},
    {id: 'web-chat', name: 'Web chat', channel: 'chat', number: null},
  ];
  settings: Settings = {
    name: 'Northwind',
    country: 'US',
    timings: {wrapUpMs: 60_000},
    emergency: {
      callbackNumbers: ['+12015550180'],
      restMs: 43_200_000,
      numbers: 'all',
      notifications: '',
      template: {en: null, pl: null},
    },
  };
  readonly puts: PutRequest[] = [];
  readonly tokens: (string | null)[] = [];
  /** What is answered to the next requests, before the hub looks at them. Undefined: it looks. */
  readonly answers: ((request: Request) => Response | undefined)[] = [];

  constructor(url = 'https://hub.example.com') {
    this.url = url;
  }

  /** Somebody else changes something. */
  change(change: (hub: FakeAdminHub) => void): void {
    change(this);
    this.revision += 1;
  }

  setAgent(id: string, emergencyNotifications: string): void {
    this.agents = this.agents.map((each) => (each.id === id ? {...each, emergencyNotifications} : each));
  }

  setEmergency(more: Readonly<Record<string, unknown>>): void {
    this.settings = {...this.settings, emergency: {...this.settings.emergency, ...more}};
  }

  get handlers(): readonly HttpHandler[] {
    const at = (path: string): string => `${this.url}/admin/organisation${path}`;
    return [
      http.get(at('/settings'), ({request}) => this.#answer(request, () => this.#read(this.settings))),
      http.get(at('/agents'), ({request}) => this.#answer(request, () => this.#read({items: this.agents}))),
      http.get(at('/entryPoints'), ({request}) => this.#answer(request, () => this.#read({items: this.entryPoints}))),
      http.get(at('/agents/:id'), ({request, params}) =>
        this.#answer(request, () => {
          const found = this.agents.find(({id}) => id === params['id']);
          return found === undefined ? HttpResponse.json({code: 'not-found'}, {status: 404}) : this.#read(found);
        }),
      ),
      http.put<never, Settings>(at('/settings'), async ({request}) => {
        const body = await request.clone().json();
        return this.#answer(request, () => this.#write(request, body, () => (this.settings = body)));
      }),
      http.put<{id: string}, Agent>(at('/agents/:id'), async ({request, params}) => {
        const body = await request.clone().json();
        return this.#answer(request, () =>
          this.#write(request, body, () => {
            this.agents = this.agents.map((each) => (each.id === params.id ? body : each));
          }),
        );
      }),
    ];
  }

  #answer(request: Request, otherwise: () => Response): Response {
    this.tokens.push(request.headers.get('authorization'));
    return this.answers.shift()?.(request) ?? otherwise();
  }

  get etag(): string {
    return `"${this.revision}"`;
  }

  #headers(): Record<string, string> {
    return {etag: this.etag, 'access-control-expose-headers': 'etag'};
  }

  #read(body: object): Response {
    return HttpResponse.json(body, {headers: this.#headers()});
  }

  #write(request: Request, body: unknown, store: () => void): Response {
    const etag = request.headers.get('if-match');
    this.puts.push({path: new URL(request.url).pathname.replace('/admin/organisation', ''), etag, body});
    if (etag !== this.etag) return HttpResponse.json({code: 'stale'}, {status: 412, headers: this.#headers()});
    store();
    this.revision += 1;
    return HttpResponse.json({revision: this.revision}, {headers: this.#headers()});
  }
}

/** A refusal as the hub writes it. */
export function invalid(path: string, expected: string): Response {
  return HttpResponse.json({code: 'invalid', errors: [{path, expected}]}, {status: 422});
}
