/** Without a sign of life of the process for this long it is out of reach, whatever its hub does. */
const SILENT = '10 seconds';
/** The same when its hub is known to be gone; a process that was adopted meanwhile has a younger sign. */
const ORPHANED = '2 seconds';

/** In SQL, of the tables `media_process` and `hub_process`: nothing can be carried there any more. */
export const OUT_OF_REACH = `(media_process.gone_at is not null
  or media_process.heartbeat_at < now() - interval '${SILENT}'
  or (hub_process.stopped_at is not null and media_process.heartbeat_at < now() - interval '${ORPHANED}'))`;
