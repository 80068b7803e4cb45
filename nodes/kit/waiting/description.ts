import type { IWebhookDescription } from 'n8n-workflow';

/**
 * The outputs of a node, as a function in n8n's expressions: two with a name for the operation that waits, one for every
 * other. n8n evaluates its text, so it can use nothing around it.
 */
export const outputsOf = `(operation) => operation === 'sendAndWait'
	? [{ type: 'main', displayName: 'Reply' }, { type: 'main', displayName: 'No Reply' }]
	: [{ type: 'main' }]`;

/** Where a waiting execution is woken: at the one address that n8n signs for its node. */
export const wakeUp: IWebhookDescription[] = [
	{
		name: 'default',
		httpMethod: 'POST',
		responseMode: 'onReceived',
		// else n8n answers with what comes out
		responseData: '',
		path: '={{ $nodeId }}',
		restartWebhook: true,
		isFullPath: true,
	},
];
