import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { listSearches, receive, start, triggerProperties, webhookMethods } from '../kit';
import { pact } from './service';

export class PactTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pact Trigger',
		name: 'pactTrigger',
		icon: { light: 'file:pact.svg', dark: 'file:pact.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a customer writes through Pact.im',
		defaults: { name: 'Pact Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'pactApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'responseNode', path: 'webhook' }],
		properties: triggerProperties(pact),
	};

	methods = { listSearch: listSearches(pact) };

	webhookMethods = webhookMethods(pact);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, pact);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await start(this, pact);
	}
}
