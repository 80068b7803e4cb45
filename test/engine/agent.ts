import type { INodeType } from 'n8n-workflow';

export const AGENT = 'test.agent';

/** Answers every item with words of its own, as n8n's AI Agent does: nothing of the item is left but its link. */
export const agent = {
	description: {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name: 'Agent' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData().map((_, item) => ({ json: { output: `Answer ${item + 1}` }, pairedItem: { item } }))];
	},
} satisfies INodeType;
