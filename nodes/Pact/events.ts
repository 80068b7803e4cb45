/** The events a Pact trigger offers, in the order of use. */
export const events = [
	{ name: 'Incoming Message', value: 'incomingMessage', description: 'A customer wrote' },
	{ name: 'Outgoing Message', value: 'outgoingMessage', description: 'The company wrote' },
	{ name: 'Message Status', value: 'messageStatus', description: 'A message was sent, delivered or read' },
	{ name: 'Conversation Created', value: 'conversationNew', description: 'A customer wrote for the first time' },
	{
		name: 'Conversation Updated',
		value: 'conversationUpdated',
		description: 'The name or picture of a customer changed',
	},
	{ name: 'Channel State', value: 'channelState', description: 'A channel was connected or lost, or shows a QR code' },
	{ name: 'Job Finished', value: 'jobFinished', description: 'A queued message was delivered or refused (P1)' },
];
