import { channelTold } from './announce.ts';
import type { PactService } from './service.ts';
import type { Channel } from './state.ts';

/** The only code and the only password a messenger accepts here. */
export const CONFIRMATION_CODE = '12345';
export const CONFIRMATION_PASSWORD = 'sandbox-password';

const GROUPS = ['Sand lovers', 'Sandbox Store'];

/** How the account's owner joins or leaves a messenger; p2's webhooks hear of it. */

export function connect(pact: PactService, channel: Channel): void {
	if (channel.provider === 'vkontakte' && channel.state === 'initial') offerGroups(pact, channel);
	for (const page of channel.pages?.slice(0, 1) ?? []) page.enabled = true;
	change(pact, channel, { state: 'enabled', confirmation: {} });
}

export function disconnect(pact: PactService, channel: Channel): void {
	change(pact, channel, { state: 'disabled' });
}

export function remove(pact: PactService, channel: Channel): void {
	pact.state.channels = pact.state.channels.filter((other) => other !== channel);
	for (const conversation of pact.state.conversations) {
		if (conversation.channelId === channel.id) conversation.channelId = null;
	}
	channelTold(pact, 'delete', channel);
}

export function change(pact: PactService, channel: Channel, changes: Partial<Channel>): void {
	Object.assign(channel, changes, { updatedAt: new Date().toISOString() });
	channelTold(pact, 'update', channel);
}

/** VK asks which of the owner's groups is meant: the first one is chosen here. */
function offerGroups(pact: PactService, channel: Channel): void {
	const pages = GROUPS.map((name, index) => {
		const id = ++pact.state.lastId;
		return { id, externalId: String(229_559_196 + index), name, enabled: false };
	});
	change(pact, channel, { pages });
}
