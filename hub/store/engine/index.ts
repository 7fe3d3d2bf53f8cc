export {connectionUrl} from './connection-url.ts';
export {defaultDataFolder} from './engine-folders.ts';
export {EngineError} from './engine-error.ts';
export type {EngineErrorCode} from './engine-error.ts';
export type {Engine, EngineConnection, EngineLogger} from './engine.ts';
export {startEngine} from './start-engine.ts';
export type {StartEngineOptions} from './start-engine.ts';
