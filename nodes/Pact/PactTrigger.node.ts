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
import { triggerFields } from './events';
import { generations } from './generations';
import { caller as p1 } from './p1/caller';
import { caller as p2 } from './p2/caller';

/** The API generation the user chose, as a caller. */
const callerOf = (context: IHookFunctions | IWebhookFunctions) =>
	context.getNodeParameter('apiVersion', 'p2') === 'p1' ? p1 : p2;

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
		properties: [...versionProperties(generations), ...triggerProperties(triggerFields)],
	};

	methods = { listSearch: searchesOf(triggerFields) };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this, callerOf(this));
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this, callerOf(this));
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this, callerOf(this));
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, callerOf(this));
	}
}
