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
import { voipbin } from './service';

export class Voipbin implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VoIPbin',
		name: 'voipbin',
		icon: { light: 'file:voipbin.svg', dark: 'file:voipbin.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Talk to customers in LINE, WhatsApp, SMS and web chat through VoIPbin',
		defaults: { name: 'VoIPbin' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ (${outputsOf})($parameter.operation) }}`,
		credentials: [{ name: 'voipbinApi', required: true }],
		webhooks: wakeUp,
		properties: properties(voipbin),
	};

	methods = { listSearch: listSearches(voipbin) };

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await woken(this, voipbin);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, voipbin);
	}
}
