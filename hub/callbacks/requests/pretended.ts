import type {CallbackProgress} from '../../../src/api/wire/callback-request.ts';
import {shownAddress} from '../../desk/missed.ts';

const SLOT_MS = 30 * 60_000;

/** [PK-45] What a robot is told: as a person would have been, though nothing was kept. */
export function pretended(asked: {
  readonly number: string;
  readonly zone: string;
  readonly startsAt: number | null;
}): CallbackProgress {
  const {zone, startsAt} = asked;
  return {
    status: startsAt === null ? 'waiting' : 'scheduled',
    number: shownAddress(asked.number, true),
    ...{zone, startsAt},
    endsAt: startsAt === null ? null : startsAt + SLOT_MS,
    position: null,
    cancellable: true,
  };
}
