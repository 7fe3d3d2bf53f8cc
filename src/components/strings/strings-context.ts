import {createContext} from '@lit/context';
import type {Strings} from './english.ts';

/** The strings of a session; elements outside of one speak English. */
export const stringsContext = createContext<Strings>(Symbol('cordboard-strings'));
