import type {EngineConnection} from './engine.ts';

/**
 * The connection as one string, as `DATABASE_URL` takes it.
 * @example connectionUrl(engine.connection) // 'postgres://cordboard:…@/cordboard?host=/var/lib/cordboard/socket&port=5432'
 */
export function connectionUrl(connection: EngineConnection): string {
  const {host, port, database, user, password} = connection;
  const query = new URLSearchParams({host, port: String(port)});
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@/${encodeURIComponent(database)}?${query.toString()}`;
}
