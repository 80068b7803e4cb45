import type { Address, ChannelType } from './state.ts';

interface Channel {
	label: string;
	/** Which account serves it; web chat and e-mail need none. */
	accountType: string | null;
	/** The business's own address. */
	self: Address;
}

export const CHANNELS: Record<ChannelType, Channel> = {
	line: { label: 'LINE', accountType: 'line', self: { type: 'line', target: '', targetName: 'me' } },
	message: { label: 'SMS', accountType: 'sms', self: { type: 'tel', target: '+15550002222', targetName: '' } },
	whatsapp: {
		label: 'WhatsApp',
		accountType: 'whatsapp',
		self: { type: 'whatsapp', target: '+15550003333', targetName: '' },
	},
	webchat: {
		label: 'Web chat',
		accountType: null,
		self: { type: 'webchat', target: '5eb0a1c4-6f0e-4a53-9f0c-0d3c1f6f7a01', targetName: '' },
	},
	email: {
		label: 'E-mail',
		accountType: null,
		self: { type: 'email', target: 'hello@sandbox-store.example', targetName: '' },
	},
};

export const CHANNEL_TYPES = Object.keys(CHANNELS) as ChannelType[];
