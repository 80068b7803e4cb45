import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { searchesOf } from '../shared/fields';
import { versionProperties } from '../shared/operation';
import { isRegistered, receive, register, triggerProperties, unregister } from '../shared/trigger';
import { caller } from './caller';
import { generations } from './generations';

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
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' }],
		properties: [...versionProperties(generations), ...triggerProperties(caller.fields)],
	};

	methods = { listSearch: searchesOf(caller.fields) };

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
