import {iso1A2Code} from '@rapideditor/country-coder';

/**
 * In which country a place is, without asking anybody: borders are in this chunk. Puerto Rico and Greenland count as themselves, as
 * their emergency numbers do. Null: in none.
 */
export function countryAt(longitude: number, latitude: number): string | null {
  return iso1A2Code([longitude, latitude], {level: 'territory'});
}
