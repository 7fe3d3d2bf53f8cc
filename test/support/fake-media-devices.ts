/** Stands in for the browser's devices: a test plugs them in and out, and says what the browser answers. */
export type FakeDevice = {
  readonly kind: MediaDeviceKind;
  readonly deviceId: string;
  readonly label: string;
  readonly groupId: string;
};

export const device = (kind: MediaDeviceKind, deviceId: string, label = deviceId, groupId = ''): FakeDevice => ({
  kind,
  deviceId,
  label,
  groupId,
});

type Opened = {readonly deviceId: string | undefined; readonly stream: MediaStream};

export class FakeMediaDevices {
  devices: readonly FakeDevice[] = [];
  /** What opening the microphone fails with; null: it opens. */
  refusal: DOMException | null = null;
  readonly opened: Opened[] = [];
  /** How often it was asked in vain. */
  refused = 0;
  readonly #audio = new AudioContext();
  readonly #status = new (class extends EventTarget {
    state: PermissionState = 'granted';
    readonly name = 'microphone';
  })();
  readonly #restore: (() => void)[] = [];

  constructor() {
    this.#replace(navigator.mediaDevices, 'enumerateDevices', async () => this.devices);
    this.#replace(navigator.mediaDevices, 'getUserMedia', (constraints: MediaStreamConstraints) =>
      this.#open(constraints),
    );
    this.#replace(navigator.permissions, 'query', async () => this.#status);
  }

  /** Changes what is plugged in; the browser says that something changed. */
  plug(devices: readonly FakeDevice[]): void {
    this.devices = devices;
    navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  }

  permit(state: PermissionState): void {
    this.#status.state = state;
    this.#status.dispatchEvent(new Event('change'));
  }

  async restore(): Promise<void> {
    for (const each of this.#restore.splice(0)) each();
    await this.#audio.close();
  }

  async #open({audio}: MediaStreamConstraints): Promise<MediaStream> {
    const wanted = typeof audio === 'object' ? audio.deviceId : undefined;
    const deviceId =
      typeof wanted === 'object' && wanted !== null && 'exact' in wanted && typeof wanted.exact === 'string'
        ? wanted.exact
        : undefined;
    if (this.refusal !== null) throw this.refusal;
    const inputs = this.devices.filter(({kind}) => kind === 'audioinput');
    if (inputs.length === 0) {
      this.refused += 1;
      throw new DOMException('no device', 'NotFoundError');
    }
    if (deviceId !== undefined && !inputs.some((each) => each.deviceId === deviceId))
      throw new DOMException('no such device', 'OverconstrainedError');
    const {stream} = this.#audio.createMediaStreamDestination();
    this.opened.push({deviceId, stream});
    return stream;
  }

  #replace(target: object, name: string, value: unknown): void {
    Object.defineProperty(target, name, {configurable: true, value});
    this.#restore.push(() => Reflect.deleteProperty(target, name));
  }
}
