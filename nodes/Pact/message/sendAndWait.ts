import { sendAndWaitOf } from '../../conversations';
import { path } from '../../kit';
import { inbox } from '../inbox';
import type { Apis } from '../operation';
import { only } from '../p2/api';
import type { Place } from '../query';
import { toSentMessage } from '../shapes';

export const sendAndWait = sendAndWaitOf<Apis>()({
	inbox,
	send: {
		async p1(api, { companyId, conversationId }: Place, text) {
			const route = path`/companies/${companyId}/conversations/${conversationId}/messages`;
			return toSentMessage.p1(await api.post(route, { message: text }), { text });
		},
		async p2(api, { companyId, conversationId }: Place, text) {
			const body = { company_id: Number(companyId), text };
			const answer = await api.post(path`/conversations/${conversationId}/messages`, body);
			return toSentMessage.p2(only(answer, 'message'));
		},
	},
});
