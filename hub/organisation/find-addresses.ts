import {sql} from 'kysely';
import type {AddressEntry} from '../../src/api/wire/views.ts';
import {asciiDigits} from '../../src/domain/ascii-digits.ts';
import {searchText} from '../../src/domain/search-text.ts';
import type {Reading} from '../store/contact-store.ts';

/** What may stand between the digits of a number that somebody types. */
const NUMBER = /^[\d\s+()./#*:-]+$/;

/** What words begin behind, beside a space. */
const BREAKS = `()[]-–.,/&'’"`;

/**
 * [CO-12] Entries of the address book whose name or number has the text in it, without regard to case and accents: first
 * those whose name begins with it, then those in which a word does, then the rest. No text finds the first by name.
 */
export async function findAddresses({tx}: Reading, text: string, limit: number): Promise<readonly AddressEntry[]> {
  const name = searchText(text);
  const typed = asciiDigits(text);
  const digits = NUMBER.test(typed) ? typed.replaceAll(/\D/g, '') : '';
  const {rows} = await sql<AddressEntry>`
    select id, name, number, note from address_entry
    where ${name} = '' or position(${name} in search) > 0 or (${digits} <> '' and position(${digits} in digits) > 0)
    order by
      case
        when ${name} = '' or starts_with(search, ${name}) or (${digits} <> '' and starts_with(digits, ${digits})) then 0
        when position(' ' || ${name} in translate(search, ${BREAKS}, ${' '.repeat(BREAKS.length)})) > 0 then 1
        else 2
      end, search, id
    limit ${limit}`.execute(tx);
  return rows;
}
