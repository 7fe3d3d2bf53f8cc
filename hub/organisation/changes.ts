import {COLLECTIONS, type CollectionName, SETTINGS, itemsOf} from './collections.ts';
import type {Organisation} from './organisation-schema.ts';

/** One thing that two revisions say differently. `order`: the items are the same, in another order. */
export type OrganisationChange = {
  readonly collection: CollectionName | 'settings';
  readonly id: string;
  readonly change: 'added' | 'changed' | 'removed' | 'order';
};

/** What is different after a change; of everything without a revision before it, everything. */
export function changesBetween(before: Organisation | null, after: Organisation): readonly OrganisationChange[] {
  return [
    ...SETTINGS.filter((field) => before === null || !same(before[field], after[field])).map(
      (id) => ({collection: 'settings', id, change: before === null ? 'added' : 'changed'}) as const,
    ),
    ...COLLECTIONS.flatMap((collection) => collectionChanges(before, after, collection)),
  ];
}

function collectionChanges(
  before: Organisation | null,
  after: Organisation,
  collection: CollectionName,
): readonly OrganisationChange[] {
  const old = new Map((before === null ? [] : itemsOf(before, collection)).map(({key, item}) => [key, item]));
  const now = new Map(itemsOf(after, collection).map(({key, item}) => [key, item]));
  const changes: OrganisationChange[] = [
    ...[...now.keys()].filter((id) => !old.has(id)).map((id) => ({collection, id, change: 'added'}) as const),
    ...[...now]
      .filter(([id, item]) => old.has(id) && !same(old.get(id), item))
      .map(([id]) => ({collection, id, change: 'changed'}) as const),
    ...[...old.keys()].filter((id) => !now.has(id)).map((id) => ({collection, id, change: 'removed'}) as const),
  ];
  const kept = [...old.keys()].filter((id) => now.has(id));
  const order = [...now.keys()].filter((id) => old.has(id));
  return same(kept, order) ? changes : [...changes, {collection, id: '*', change: 'order'}];
}

/** Both were written out by the same schema, so that equal means equal text. */
function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
