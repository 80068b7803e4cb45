import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { execute, listSearches, properties } from '../kit';
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
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'voipbinApi', required: true }],
		properties: properties(voipbin),
	};

	methods = { listSearch: listSearches(voipbin) };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await execute(this, voipbin);
	}
}
