import { randomUUID } from 'node:crypto';
import type { VoipbinStore } from './store.ts';

/** The store every fresh sandbox begins with. */
export function seed(voipbin: VoipbinStore, username: string): void {
	voipbin.addAgent({ username });
	voipbin.addAgent({ username: 'seller@sandbox-store.example' });
	voipbin.addAgent({ username: 'stranger@another-store.example', customerId: randomUUID() });

	voipbin.addAccount({ type: 'line', name: 'LINE', detail: 'The official account' });
	voipbin.addAccount({ type: 'sms', name: 'Text messages' });
	voipbin.addAccount({ type: 'whatsapp', name: 'WhatsApp', providerData: { phone_number_id: '100000000000001' } });

	voipbin.addConversation({
		type: 'line',
		peer: { target: 'U0123456789abcdef0123456789abcdef', targetName: 'Ann Baker' },
	});
	voipbin.addConversation({ type: 'message', peer: { target: '+15550001111', targetName: 'Борис Волков' } });
	voipbin.addConversation({ type: 'whatsapp', peer: { target: '+15550004444', targetName: 'Maria Лебедева' } });
	voipbin.addConversation({ type: 'webchat', peer: { target: randomUUID(), targetName: 'Visitor' } });
}
