import type {FastifyInstance} from 'fastify';
import {toWire} from '../../src/api/wire/time.ts';
import {readinessList} from '../emergency/readiness-list.ts';
import type {AdminOptions} from './admin.ts';

/** Who is ready for an emergency call (docs/emergency.md). */
export function addEmergencyRoutes(admin: FastifyInstance, {store, emergency}: AdminOptions): void {
  admin.get('/emergency/readiness', async () => toWire(await readinessList({tx: store.db}, store.settings, emergency)));
}
