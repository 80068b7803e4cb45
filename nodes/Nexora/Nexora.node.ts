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
import { nexora } from './service';

export class Nexora implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Nexora',
		name: 'nexora',
		icon: { light: 'file:nexora.svg', dark: 'file:nexora.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read and write the conversations of your own Nexora chatbot server (Conversation API)',
		defaults: { name: 'Nexora' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ (${outputsOf})($parameter.operation) }}`,
		credentials: [{ name: 'nexoraApi', required: true }],
		webhooks: wakeUp,
		properties: properties(nexora),
	};

	methods = { listSearch: listSearches(nexora) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await woken(this, nexora);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, nexora);
	}
}
