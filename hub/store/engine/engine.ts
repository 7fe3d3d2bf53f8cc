/** How to reach the database; the fields are those of `pg`'s `Pool` and `Client`. */
export interface EngineConnection {
  /** Socket folder (on Windows an address). */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** A running embedded database. */
export interface Engine {
  readonly connection: EngineConnection;
  /** True when the server was found running: it outlived the hub that started it. */
  readonly adopted: boolean;
  /** Number of the server's process. */
  readonly pid: number;
  /** Shuts the server down for everybody who uses it; open transactions roll back. Safe to call twice. */
  stop(): Promise<void>;
}

/** The part of a structured logger that the engine uses. */
export interface EngineLogger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}
