import {type FigureWords, englishFigures} from '../strings/english-figures.ts';
import type {Strings} from '../strings/english.ts';

/** The words that load with the figures: English, with what a translation says in its place. */
export function figureWords({figures}: Strings): FigureWords {
  return {...englishFigures, ...figures};
}

const MINUTE_MS = 60_000;

/** A time in hours and minutes, as it is read. */
export function savedWords(savedMs: number, words: FigureWords): string {
  const minutes = Math.round(savedMs / MINUTE_MS);
  return words.hoursAndMinutes(Math.floor(minutes / 60), minutes % 60);
}
