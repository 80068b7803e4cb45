import { sendAndWaitOf } from '../../conversations';
import { inbox } from '../inbox';
import type { Apis } from '../operation';
import { toMessage } from '../simplify';
import { demandStorable, SENTIMENT } from './content';
import { store } from './create';

const type = 'text';
const role = 'Bot';

export const sendAndWait = sendAndWaitOf<Apis>()({
	inbox,
	check: demandStorable,
	send: {
		async current(api, { conversationId }, text) {
			const body = { conversationId, message: { text, type }, type, role, sentiment: SENTIMENT };
			return toMessage(await store(api, { conversationId, text, type, role }, body, {}));
		},
		async document(api, { conversationId }, text) {
			const body = { conversationId, message: text, type, role };
			return toMessage(await store(api, { conversationId, text, type, role }, body, {}));
		},
	},
});
