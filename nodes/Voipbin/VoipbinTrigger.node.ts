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
		subtitle:
			'={{ $parameter["events"].length === 1 ? $parameter["events"][0].replace(/([A-Z])/, " $1").toTitleCase() : $parameter["events"].length + " events" }}',
		description: 'Starts the workflow when a customer writes through VoIPbin',
		defaults: { name: 'VoIPbin Trigger' },
		eventTriggerDescription: "Write to your business from a customer's phone",
		triggerPanel: {
			header: "Write to your business from a customer's phone",
			executionsHelp: {
				inactive:
					"<b>While building your workflow</b>, click 'Execute step', then write to your business from a customer's phone, in a channel that is connected in VoIPbin. The message will show up in this editor.<br /> <br /><b>Once you're happy with your workflow</b>, publish it. Then every message starts it by itself, and the executions show up in the <a data-key='executions'>executions list</a>.",
				active:
					"<b>While building your workflow</b>, click 'Execute step', then write to your business from a customer's phone, in a channel that is connected in VoIPbin. The message will show up in this editor.<br /> <br /><b>Your workflow also runs by itself</b>, since it is published: those executions show up in the <a data-key='executions'>executions list</a>.",
			},
		},
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
