import type { FastifyRequest } from 'fastify';
import { VoipbinRefusal } from './errors.ts';
import type { VoipbinService } from './service.ts';

export interface Caller {
	role: Role;
	/** Null for an access key, which belongs to no agent. */
	agentId: string | null;
}

export type Role = 'admin' | 'manager' | 'agent';

/** Who asks: the first credential found, in the service's order, decides. No header takes an access key. */
export function identify(voipbin: VoipbinService, request: FastifyRequest): Caller {
	const cookies = cookiesOf(request.headers.cookie);
	const query = request.query as Record<string, string | undefined>;
	const token = cookies.token || query.token || request.headers.authorization?.split('Bearer ')[1];
	const accessKey = cookies.accesskey || query.accesskey;
	if (!token && !accessKey) throw new VoipbinRefusal('AUTHENTICATION_REQUIRED');

	const isValid = token ? voipbin.tokens.accepts(token) : accessKey === voipbin.accessKey;
	if (!isValid) throw new VoipbinRefusal('INVALID_CREDENTIALS');
	if (voipbin.frozen) throw new VoipbinRefusal('ACCOUNT_FROZEN');
	if (!token) return { role: 'admin', agentId: null };
	const username = voipbin.tokens.usernameIn(token);
	const agent = voipbin.state.agents.find((one) => one.username === username);
	return { role: voipbin.role, agentId: agent?.id ?? null };
}

const cookiesOf = (header = ''): Record<string, string> =>
	Object.fromEntries(
		header.split(';').map((cookie) => {
			const [name = '', ...value] = cookie.trim().split('=');
			return [name, value.join('=')];
		}),
	);
