import type { INodeProperties } from 'n8n-workflow';

/** Which of Pact's API generations a node speaks. */
export const apiVersion: INodeProperties = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	noDataExpression: true,
	options: [{ name: 'P1', value: 'p1', description: 'The Private API, base address /p1' }],
	default: 'p1',
};
