import type {ColumnType, JSONColumnType} from 'kysely';
import type {OverflowRules} from '../../src/domain/overflow.ts';
import type {PromptLanguage} from '../../src/domain/prompts.ts';
import type {WaitMenu} from '../../src/domain/wait-menu.ts';

type Time = ColumnType<number, Date, Date>;

export type OverflowTables = {
  overflow_run: {
    contact_id: string;
    queue_id: string;
    rules: JSONColumnType<OverflowRules>;
    moved: boolean;
    waited_ms: number;
  };
  wait_menu: {
    contact_id: string;
    queue_id: string | null;
    language: PromptLanguage;
    closed: boolean;
    step: WaitMenu['step'];
    offers: number;
    started_at: Time;
  };
  queue_wait: {queue_id: string; answered_at: Time; waited_ms: number};
};
