import type { FastifyInstance } from 'fastify';
import { likeExpress } from '../express.ts';
import type { NexoraService } from '../service.ts';
import { bots } from './bots.ts';
import { conversations } from './conversations.ts';
import { guard } from './guard.ts';
import { messages } from './messages.ts';
import { session } from './session.ts';
import { user } from './user.ts';

const ENDPOINTS = [session, user, bots, conversations, messages];

/** Everything under `/nexora`. */
export function api(app: FastifyInstance, nexora: NexoraService): void {
	likeExpress(app);
	guard(app, nexora);
	for (const endpoints of ENDPOINTS) {
		endpoints(app, nexora);
	}
}
