import {type CollectionName, SETTINGS, itemsOf} from './collections.ts';
import {OrganisationError, type Organisation, checkedOrganisation} from './organisation.ts';

/** There is nothing of that name in the collection. */
export class NoSuchItem extends Error {
  override readonly name = 'NoSuchItem';
  readonly code = 'no-such-item';
}

/**
 * The organisation with one item put in the place of the one of that key, or behind the others.
 * @throws {OrganisationError} also when the item goes by another key than it is put under
 */
export function putItem(
  organisation: Organisation,
  collection: CollectionName,
  key: string,
  item: unknown,
): Organisation {
  const items = itemsOf(organisation, collection);
  const found = items.findIndex((each) => each.key === key);
  const at = found === -1 ? items.length : found;
  const before = items.map((each): unknown => each.item);
  const changed = checkedOrganisation({
    ...organisation,
    [collection]: found === -1 ? [...before, item] : before.with(found, item),
  });
  if (itemsOf(changed, collection)[at]?.key !== key)
    throw new OrganisationError([
      {path: `${collection}.${at}`, expected: 'an item that goes by the key it is put under'},
    ]);
  return changed;
}

/** @throws {OrganisationError} @throws {NoSuchItem} */
export function deleteItem(organisation: Organisation, collection: CollectionName, key: string): Organisation {
  const items = itemsOf(organisation, collection);
  if (!items.some((each) => each.key === key)) throw new NoSuchItem();
  return checkedOrganisation({
    ...organisation,
    [collection]: items.filter((each) => each.key !== key).map(({item}) => item),
  });
}

/** @throws {OrganisationError} */
export function putCollection(organisation: Organisation, collection: CollectionName, items: unknown): Organisation {
  return checkedOrganisation({...organisation, [collection]: items});
}

export function settingsPart(organisation: Organisation): Record<string, unknown> {
  return Object.fromEntries(SETTINGS.map((field) => [field, organisation[field]]));
}

/** @throws {OrganisationError} also for a field that is no setting */
export function putSettings(organisation: Organisation, settings: unknown): Organisation {
  const given = typeof settings === 'object' && settings !== null ? settings : {};
  const other = Object.keys(given).find((field) => !SETTINGS.some((each) => each === field));
  if (other !== undefined) throw new OrganisationError([{path: other, expected: 'no such field'}]);
  const others = Object.entries(organisation).filter(([field]) => !SETTINGS.some((each) => each === field));
  return checkedOrganisation({...Object.fromEntries(others), ...given});
}
