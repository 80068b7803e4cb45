import { sendAndWaitOf } from '../../conversations';
import { inbox } from '../inbox';
import type { Apis } from '../operation';
import { toMessage } from '../simplify';
import { demandStorable } from './content';
import { storeIn } from './create';

const ours = { type: 'text', role: 'Bot' };

export const sendAndWait = sendAndWaitOf<Apis>()({
	inbox,
	check: demandStorable,
	send: {
		current: async (api, { conversationId }, text) =>
			toMessage(await storeIn.current(api, { conversationId, text, ...ours })),
		document: async (api, { conversationId }, text) =>
			toMessage(await storeIn.document(api, { conversationId, text, ...ours })),
	},
});
