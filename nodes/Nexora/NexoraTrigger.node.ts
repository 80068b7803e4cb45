import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { poll, triggerProperties } from '../kit';
import { nexora } from './service';

export class NexoraTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Nexora Trigger',
		name: 'nexoraTrigger',
		icon: { light: 'file:nexora.svg', dark: 'file:nexora.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length === 1 ? $parameter["events"][0].replace(/([A-Z])/, " $1").toTitleCase() : $parameter["events"].length + " events" }}',
		description: 'Starts the workflow when there is a new message on your Nexora chatbot server',
		defaults: { name: 'Nexora Trigger' },
		polling: true,
		eventTriggerDescription: 'Fetching the newest message',
		triggerPanel: { header: "Write to your bot from a customer's phone, then fetch the message" },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'nexoraApi', required: true }],
		properties: [
			{
				displayName:
					'While a conversation is handed to a person (Human Handle), Nexora does not store what its customer writes, so this trigger does not see it.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			...triggerProperties(nexora),
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this, nexora);
	}
}
