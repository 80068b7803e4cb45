import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { fieldsOf, hasVersion, type Operation, type Resource } from './operation';
import { type Service, versionNames } from './service';

type Offer = Pick<Service, 'versions' | 'resources' | 'first'>;

const selector = (options: INodePropertyOptions[]) => ({ type: 'options' as const, noDataExpression: true, options });

/** The choice between versions of the service's API, where there are several; triggers show it too. */
export function versionProperties(service: Pick<Service, 'versions'>): INodeProperties[] {
	const [initial = '', ...others] = versionNames(service);
	if (others.length === 0) return [];
	return [
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			noDataExpression: true,
			options: Object.entries(service.versions).map(([value, { name, description }]) => ({ name, value, description })),
			default: initial,
		},
	];
}

/** The node properties of a service's trigger: its fields, after API Version where versions call back in different ways. */
export const triggerProperties = (service: Service): INodeProperties[] => [
	...(service.trigger.kind === 'webhook' ? versionProperties(service) : []),
	...Object.entries(service.trigger.fields).map(([name, field]) => ({
		...field.property(name),
		...(field.appearance.show && { displayOptions: { show: field.appearance.show } }),
	})),
];

/**
 * The node's properties: Resource, Operation, API Version where several versions have the operation, and the fields of
 * each operation. The editor's list of actions is made of the one Resource and the one Operation of each resource; both
 * stand in the order of the service's values, which is the order of use.
 */
export function properties(service: Offer): INodeProperties[] {
	const resources = Object.entries(service.resources);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			default: service.first,
			...selector(resources.map(([value, { name }]) => ({ name, value }))),
		},
		...resources.map(([name, resource]) => operationSelector(name, resource)),
		...resources.flatMap(([name, resource]) => versionSelectors(service, name, resource)),
		...resources.flatMap(([name, resource]) => fieldProperties(name, resource)),
	];
}

const operationSelector = (name: string, { first, operations }: Resource): INodeProperties => ({
	displayName: 'Operation',
	name: 'operation',
	displayOptions: { show: { resource: [name] } },
	default: first,
	...selector(Object.entries(operations).map(choiceOf)),
});

const choiceOf = ([value, { name, action, description }]: [string, Operation]) => ({
	name,
	value,
	action,
	description,
});

/** An operation that one version alone has uses that one, so there is nothing to choose. */
function versionSelectors(service: Offer, resource: string, { operations }: Resource): INodeProperties[] {
	const several = Object.entries(operations)
		.filter(([, operation]) => versionNames(service).filter((version) => hasVersion(operation, version)).length > 1)
		.map(([name]) => name);
	if (several.length === 0) return [];
	const displayOptions = { show: { resource: [resource], operation: several } };
	return versionProperties(service).map((property) => ({ ...property, displayOptions }));
}

const fieldProperties = (resource: string, { operations }: Resource): INodeProperties[] =>
	Object.entries(operations).flatMap(([name, operation]) =>
		Object.entries(fieldsOf(operation)).map(([parameter, field]) => ({
			...field.property(parameter),
			displayOptions: { show: { resource: [resource], operation: [name], ...field.appearance.show } },
		})),
	);
