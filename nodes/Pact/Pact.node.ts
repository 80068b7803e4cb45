import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { execute, listSearches, outputsOf, properties, wakeUp, woken } from '../kit';
import { pact } from './service';

export class Pact implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Pact',
		name: 'pact',
		icon: { light: 'file:pact.svg', dark: 'file:pact.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Talk to customers in WhatsApp, Telegram, MAX, VK and more through Pact.im',
		defaults: { name: 'Pact' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ (${outputsOf})($parameter.operation) }}`,
		credentials: [{ name: 'pactApi', required: true }],
		webhooks: wakeUp,
		properties: properties(pact),
	};

	methods = { listSearch: listSearches(pact) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await woken(this, pact);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, pact);
	}
}
