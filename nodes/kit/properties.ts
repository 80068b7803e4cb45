import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Appearance } from './fields/field';
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
	...Object.entries(service.trigger.fields).flatMap(([name, field]) => {
		const { show } = field.appearance;
		const property = { ...field.property(name), ...(show && { displayOptions: { show } }) };
		return name === 'events' ? offered(service, property) : [property];
	}),
];

/** The events that can come; the editor's list of triggers shows those of the first, which is the default version. */
function offered({ trigger, ...service }: Service, events: INodeProperties): INodeProperties[] {
	const untold = (version: string) => (trigger.kind === 'webhook' && trigger.callers[version]?.untold) || [];
	const names = versionNames(service);
	if (names.every((version) => untold(version).length === 0)) return [events];
	const choices = events.options as INodePropertyOptions[];
	return names.map((version) => ({
		...events,
		options: choices.filter(({ value }) => !untold(version).includes(String(value))),
		displayOptions: { show: { apiVersion: [version] } },
	}));
}

/** A property where it is shown, twice where tools of agents have another default. */
function shownAs(
	property: INodeProperties,
	show: NonNullable<IDisplayOptions['show']>,
	inTool: Appearance['inTool'],
): INodeProperties[] {
	if (!inTool) return [{ ...property, displayOptions: { show } }];
	return [
		{ ...property, displayOptions: { show: { ...show, '@tool': [false] } } },
		{
			...property,
			...(inTool.isFixed && { type: 'hidden' }),
			default: inTool.default,
			displayOptions: { show: { ...show, '@tool': [true] } },
		},
	];
}

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
		Object.entries(fieldsOf(operation)).flatMap(([parameter, field]) => {
			const show = { resource: [resource], operation: [name], ...field.appearance.show };
			return shownAs(field.property(parameter), show, field.appearance.inTool);
		}),
	);
