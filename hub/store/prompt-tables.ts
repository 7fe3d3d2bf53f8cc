import type {ColumnType} from 'kysely';
import type {PromptLanguage} from '../../src/domain/prompts.ts';

type TimeByDatabase = ColumnType<number, Date | undefined, Date>;

export type PromptTables = {
  prompt_sound: {sound: string; audio: Buffer; length_ms: number; made_at: TimeByDatabase};
  prompt: {
    name: string;
    language: PromptLanguage;
    words: string;
    sound: string;
    origin: 'spoken' | 'uploaded';
    changed_at: TimeByDatabase;
  };
};
