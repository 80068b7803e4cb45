import { sendAndWaitOf } from '../../conversations';
import { path } from '../../kit';
import { inbox } from '../inbox';
import type { Apis } from '../operation';
import { toSentMessage } from '../p1/simplify';
import { only } from '../p2/api';
import { toMessage } from '../p2/simplify';
import type { Place } from '../query';

export const sendAndWait = sendAndWaitOf<Apis>()({
	inbox,
	send: {
		async p1(api, { companyId, conversationId }: Place, text) {
			const route = path`/companies/${companyId}/conversations/${conversationId}/messages`;
			return toSentMessage(await api.post(route, { message: text }), { text });
		},
		async p2(api, { companyId, conversationId }: Place, text) {
			const body = { company_id: Number(companyId), text };
			return toMessage(only(await api.post(path`/conversations/${conversationId}/messages`, body), 'message'));
		},
	},
});
