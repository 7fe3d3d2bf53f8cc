import type {SdkError} from '../../api/errors.ts';
import type {CustomerErased, CustomerFindings} from '../../api/wire/customer-data.ts';
import type {Store} from '../store.ts';

/**
 * idle ──▶ finding ──▶ found ──▶ exporting ──▶ found
 *             │          └──▶ erasing ──▶ erased
 *             └──▶ invalid, failed
 *
 * `number` is as it was typed: nobody else reads it here.
 */
export type CustomerDataState =
  | {readonly status: 'idle'}
  | {readonly status: 'finding'; readonly number: string}
  /** It is no phone number. */
  | {readonly status: 'invalid'; readonly number: string}
  | {readonly status: 'found' | 'exporting' | 'erasing'; readonly number: string; readonly findings: CustomerFindings}
  /** Somebody is in contact with them: nothing was erased, or not all. */
  | {readonly status: 'open'; readonly number: string; readonly findings: CustomerFindings}
  | {readonly status: 'erased'; readonly number: string; readonly erased: CustomerErased}
  | {
      readonly status: 'failed';
      readonly number: string;
      /** Null: it is not known what there is. */
      readonly findings: CustomerFindings | null;
      readonly error: SdkError;
    };

/** What an administrator does when a customer asks what is kept of them. */
export type CustomerDataService = {
  readonly state: Store<CustomerDataState>;
  find(number: string): Promise<void>;
  /** Everything about the number that was found, as the text of a file; null when it did not come, which the state says. */
  export(): Promise<string | null>;
  /** Erases what there is of the number that was found. */
  erase(): Promise<void>;
};
