import type { Endpoints } from '../../common/call.ts';
import type { VoipbinCall } from '../call.ts';

/** The one endpoint without a version, open to everybody; its refusal is a bare 400. */
export const LOGIN = 'POST /auth/login';

export const login: Endpoints<VoipbinCall> = {
	[LOGIN]: async ({ voipbin, request, reply }) => {
		const { username, password } = (request.body ?? {}) as { username?: unknown; password?: unknown };
		const { agents, customer } = voipbin.state;
		const agent = agents.find((one) => one.username === username && one.customerId === customer.id);
		if (!agent || password !== voipbin.password) return await reply.code(400).send();
		return { username, token: voipbin.tokens.issue(agent.username) };
	},
};
