/** Importing this registers all elements as `cordboard-…`: the one module with a side effect. */
import {define} from './components/define-all.ts';

define();

export * from './index.ts';
