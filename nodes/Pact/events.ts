/** The events a Pact trigger offers. */
export const events = [
	{ name: 'Channel State', value: 'channelState', description: 'A channel was connected or lost, or shows a QR code' },
	{ name: 'Conversation Created', value: 'conversationNew', description: 'A customer wrote for the first time' },
	{
		name: 'Conversation Updated',
		value: 'conversationUpdated',
		description: 'The name or picture of a customer changed',
	},
	{ name: 'Incoming Message', value: 'incomingMessage', description: 'A customer wrote' },
	{
		name: 'Job Finished',
		value: 'jobFinished',
		description: 'A queued message was delivered or refused (API version P1)',
	},
	{ name: 'Message Status', value: 'messageStatus', description: 'A message was sent, delivered or read' },
	{ name: 'Outgoing Message', value: 'outgoingMessage', description: 'The company wrote' },
];
