import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { fieldsOf, hasVersion } from '../../nodes/kit/operation.ts';
import { type Service, versionNames } from '../../nodes/kit/service.ts';
import { entries, nodeOf } from './package.ts';

const choicesOf = ({ options = [] }: INodeProperties) => options as INodePropertyOptions[];

/** As n8n's list of actions reads a node: every property named `resource`, and for each of its options the first `operation`. */
const actionsOf = (properties: INodeProperties[]) =>
	properties
		.filter(({ name }) => name === 'resource')
		.flatMap(choicesOf)
		.flatMap(({ value }) => {
			const of = (property: INodeProperties) =>
				property.name === 'operation' && property.displayOptions?.show?.resource?.includes(value);
			const operation = properties.find(of)!;
			return choicesOf(operation).map((choice) => ({ ...choice, place: `${String(value)}: ${String(choice.value)}` }));
		});

describe.each<[string, Service]>(entries)('%s', (name, service) => {
	const { properties } = nodeOf(name)!;
	const operations = Object.entries(service.resources).flatMap(([resource, one]) =>
		Object.entries(one.operations).map(([key, operation]) => ({ place: `${resource}: ${key}`, operation })),
	);

	test('the list of actions has every operation once, in the order of the service, under a name of its own', () => {
		const actions = actionsOf(properties);
		expect(actions.map(({ place }) => place)).toEqual(operations.map(({ place }) => place));
		expect(new Set(actions.map(({ action }) => action)).size).toBe(actions.length);
		expect(actions[0]?.place).toBe(`message: ${service.resources.message?.first}`);
	});

	test('API Version stands behind Operation, and only where there is a choice', () => {
		const names = properties.map((property) => property.name);
		const versions = properties.filter((property) => property.name === 'apiVersion');
		const offered = versions.flatMap(({ displayOptions: { show = {} } = {} }) =>
			show.resource!.flatMap((one) => show.operation!.map((other) => `${String(one)}: ${String(other)}`)),
		);
		const several = operations.filter(
			({ operation }) => versionNames(service).filter((version) => hasVersion(operation, version)).length > 1,
		);
		expect(offered).toEqual(versionNames(service).length > 1 ? several.map(({ place }) => place) : []);
		if (versions.length > 0) expect(names.indexOf('apiVersion')).toBeGreaterThan(names.lastIndexOf('operation'));
	});

	test('what one version alone has asks for no version in its fields, which nobody could choose', () => {
		const alone = operations.filter(({ operation }) =>
			versionNames(service).some((one) => !hasVersion(operation, one)),
		);
		const asking = alone.filter(({ operation }) =>
			Object.values(fieldsOf(operation))
				.flatMap((field) => [field, ...Object.values(field.kind.inner ?? {})])
				.some(({ appearance }) => appearance.show?.apiVersion),
		);
		expect(asking.map(({ place }) => place)).toEqual([]);
	});

	test('the list of triggers has the events that can come, each once', () => {
		const { properties: own } = nodeOf(`${name}Trigger`)!;
		// as n8n reads it: the first property that is called so
		const listed = choicesOf(own.find(({ displayName }) => displayName === 'Events')!).map(({ value }) =>
			String(value),
		);
		const [version = ''] = service.trigger.kind === 'webhook' ? versionNames(service) : [];
		const untold = (service.trigger.kind === 'webhook' && service.trigger.callers[version]?.untold) || [];
		expect(listed.filter((event) => untold.includes(event))).toEqual([]);
		expect(new Set(listed).size).toBe(listed.length);
		expect(listed[0]).toBe('incomingMessage');
	});
});
