import {Application, type OpusEncoderHandle, Signal, createEncoder} from 'libopus-wasm';

/** Bits per second of a mix: several voices at once need a little more than one. */
const BITRATE = 32_000;

/** Listeners who hear the same in this frame. */
export type Group<Member> = {readonly speakers: readonly string[]; readonly members: readonly Member[]};

/**
 * One encoder for all who hear the same. An encoder remembers what it made, and so does the listener's decoder: so each group
 * keeps the encoder most of its members were given last, and who finds none left gets one that remembers nothing, after
 * which a decoder is right again within a frame or two.
 */
export class SharedEncoders<Member> {
  readonly #of = new Map<Member, OpusEncoderHandle>();
  readonly #fresh: OpusEncoderHandle[] = [];
  #wanted = 0;

  /** Resolves when there are enough for as many listeners who each hear something else. */
  async provide(listeners: number): Promise<void> {
    this.#wanted = listeners;
    while (this.#count < this.#wanted) this.#fresh.push(await voiceEncoder());
    while (this.#count > this.#wanted && this.#fresh.length > 0) this.#fresh.pop()?.free();
  }

  /** @returns an encoder for each group; a group without one has to wait a frame for it */
  share(groups: readonly Group<Member>[]): ReadonlyMap<Group<Member>, OpusEncoderHandle> {
    const given = new Map<Group<Member>, OpusEncoderHandle>();
    const taken = new Set<OpusEncoderHandle>();
    const before = new Set(this.#of.values());
    const give = (group: Group<Member>, encoder: OpusEncoderHandle): void => {
      taken.add(encoder);
      given.set(group, encoder);
      for (const member of group.members) this.#of.set(member, encoder);
    };
    const claims = groups
      .flatMap((group) => this.#claimsOf(group))
      .toSorted((one, other) => other.members - one.members);
    for (const {group, encoder} of claims) if (!given.has(group) && !taken.has(encoder)) give(group, encoder);
    for (const group of groups) {
      const encoder = given.has(group) ? undefined : this.#fresh.pop();
      if (encoder !== undefined) give(group, encoder);
    }
    const gone = [...before].filter((encoder) => !taken.has(encoder));
    if (gone.length > 0) this.#retire(new Set(gone));
    return given;
  }

  /** The listener is no more. */
  forget(member: Member): void {
    const encoder = this.#of.get(member);
    this.#of.delete(member);
    if (encoder !== undefined && ![...this.#of.values()].includes(encoder)) encoder.free();
  }

  get #count(): number {
    return new Set(this.#of.values()).size + this.#fresh.length;
  }

  #claimsOf(group: Group<Member>) {
    const members = new Map<OpusEncoderHandle, number>();
    for (const member of group.members) {
      const encoder = this.#of.get(member);
      if (encoder !== undefined) members.set(encoder, (members.get(encoder) ?? 0) + 1);
    }
    return [...members].map(([encoder, count]) => ({group, encoder, members: count}));
  }

  /** What nobody hears any more goes, and as many that remember nothing are made in its place. */
  #retire(encoders: ReadonlySet<OpusEncoderHandle>): void {
    for (const [member, encoder] of this.#of) if (encoders.has(encoder)) this.#of.delete(member);
    for (const encoder of encoders) encoder.free();
    void this.provide(this.#wanted);
  }
}

function voiceEncoder(): Promise<OpusEncoderHandle> {
  return createEncoder({
    sampleRate: 48_000,
    channels: 1,
    application: Application.Voip,
    signal: Signal.Voice,
    bitrate: BITRATE,
    complexity: 5,
    fec: true,
    packetLossPercent: 5,
  });
}
