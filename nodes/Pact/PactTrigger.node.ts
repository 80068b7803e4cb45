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
		subtitle:
			'={{ $parameter["events"].length === 1 ? $parameter["events"][0].replace(/([A-Z])/, " $1").toTitleCase() : $parameter["events"].length + " events" }}',
		description: 'Starts the workflow when a customer writes through Pact.im',
		defaults: { name: 'Pact Trigger' },
		eventTriggerDescription: "Write to your company from a customer's phone",
		triggerPanel: {
			header: "Write to your company from a customer's phone",
			executionsHelp: {
				inactive:
					"<b>While building your workflow</b>, click 'Execute step', then write to your company from a customer's phone, in a messenger that is connected in Pact. The message will show up in this editor.<br /> <br /><b>Once you're happy with your workflow</b>, publish it. Then every message starts it by itself, and the executions show up in the <a data-key='executions'>executions list</a>.",
				active:
					"<b>While building your workflow</b>, click 'Execute step', then write to your company from a customer's phone, in a messenger that is connected in Pact. The message will show up in this editor.<br /> <br /><b>Your workflow also runs by itself</b>, since it is published: those executions show up in the <a data-key='executions'>executions list</a>.",
			},
		},
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
