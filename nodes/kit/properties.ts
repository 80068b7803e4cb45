import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Appearance } from './fields/field';
import { fieldsOf, hasVersion, type Operation } from './operation';
import { type Service, versionNames } from './service';

type Offer = Pick<Service, 'versions' | 'resources' | 'first'>;

const selector = (options: INodePropertyOptions[]) => ({
	type: 'options' as const,
	noDataExpression: true,
	options: [...options].sort((a, b) => a.name.localeCompare(b.name)),
});

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

/** The node's properties: API Version where there are several, Resource, Operation, and the fields of each operation. */
export function properties(service: Offer): INodeProperties[] {
	const names = versionNames(service);
	const built = versionProperties(service);
	for (const version of names) built.push(...selectors(service, version, names.length > 1));
	for (const [resource, { operations }] of Object.entries(service.resources)) {
		for (const [name, operation] of Object.entries(operations)) {
			const has = names.filter((version) => hasVersion(operation, version));
			const place = { resource: [resource], operation: [name], ...(has.length < names.length && { apiVersion: has }) };
			for (const [parameter, field] of Object.entries(fieldsOf(operation))) {
				const show = { ...place, ...field.appearance.show };
				built.push(...shownAs(field.property(parameter), show, field.appearance.inTool));
			}
		}
	}
	return built;
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

/** Resource and Operation for one version, with only what it has. */
function selectors({ resources, first }: Offer, version: string, isChosen: boolean): INodeProperties[] {
	const show = isChosen ? { apiVersion: [version] } : {};
	const offered = Object.entries(resources)
		.map(([value, resource]) => ({
			value,
			...resource,
			operations: Object.entries(resource.operations).filter(([, operation]) => hasVersion(operation, version)),
		}))
		.filter(({ operations }) => operations.length > 0);
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		...(isChosen && { displayOptions: { show } }),
		default: first,
		...selector(offered.map(({ name, value }) => ({ name, value }))),
	};
	return [
		resource,
		...offered.map(({ value, operations, ...one }): INodeProperties => ({
			displayName: 'Operation',
			name: 'operation',
			displayOptions: { show: { ...show, resource: [value] } },
			// a version that lacks the first one has few
			default: operations.some(([name]) => name === one.first) ? one.first : (operations[0]?.[0] ?? ''),
			...selector(operations.map(choiceOf)),
		})),
	];
}

const choiceOf = ([value, { name, action, description }]: [string, Operation]) => ({
	name,
	value,
	action,
	description,
});
