import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { isRegistered, receive, register, triggerProperties, unregister } from '../shared/trigger';
import { caller } from './caller';

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
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties: triggerProperties(caller.fields),
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, caller);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, caller);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, caller);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, caller);
	}
}
