/** One chunk: the element and its registration with all it shows. */
export {CordboardColleagues} from './colleagues.ts';
export {defineColleagues} from './define.ts';
