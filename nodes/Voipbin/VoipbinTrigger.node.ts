import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { receive, start, triggerProperties, webhookMethods } from '../kit';
import { voipbin } from './service';

export class VoipbinTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'VoIPbin Trigger',
		name: 'voipbinTrigger',
		icon: { light: 'file:voipbin.svg', dark: 'file:voipbin.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when a customer writes through VoIPbin',
		defaults: { name: 'VoIPbin Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'voipbinApi', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'responseNode', path: 'webhook' }],
		properties: triggerProperties(voipbin),
	};

	webhookMethods = webhookMethods(voipbin);

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, voipbin);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await start(this, voipbin);
	}
}
