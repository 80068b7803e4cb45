import type { FastifyInstance } from 'fastify';
import type { VoipbinService } from '../service.ts';

/** The one endpoint without a version; its refusal is a bare 400. */
export function login(app: FastifyInstance, voipbin: VoipbinService): void {
	app.post('/auth/login', async ({ body }, reply) => {
		const { username, password } = (body ?? {}) as { username?: unknown; password?: unknown };
		if (username !== voipbin.username || password !== voipbin.password) return await reply.code(400).send();
		return { username, token: voipbin.tokens.issue(voipbin.username) };
	});
}
