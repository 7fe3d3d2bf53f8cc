import type {Work} from '../store/unit-of-work.ts';
import type {WebhookEndpoint} from './webhooks-file.ts';

/**
 * Makes the endpoints of the file known to every hub, so that each writes what they are to be told. What is no longer in
 * it is told nothing more, and what still waited for it is a dead letter.
 */
export async function applyEndpoints(work: Work, endpoints: readonly WebhookEndpoint[]): Promise<void> {
  for (const {id, url, events, personalData} of endpoints) {
    const row = {url, events: [...events], personal_data: personalData, active: true};
    await work.tx
      .insertInto('webhook_endpoint')
      .values({id, ...row})
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }
  let others = work.tx.updateTable('webhook_endpoint').set({active: false}).where('active', '=', true);
  if (endpoints.length > 0)
    others = others.where(
      'id',
      'not in',
      endpoints.map(({id}) => id),
    );
  const gone = await others.returning('id').execute();
  if (gone.length === 0) return;
  await work.tx
    .updateTable('webhook_delivery')
    .set({status: 'dead', ended_at: new Date(work.now), next_at: null, last_error: 'endpoint-removed'})
    .where('status', '=', 'waiting')
    .where(
      'endpoint_id',
      'in',
      gone.map(({id}) => id),
    )
    .execute();
}
