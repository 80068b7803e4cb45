import { inspect } from 'node:util';

import type {
	ICredentialType,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';

import { manifest } from './package.ts';

/** Words by name; a parameter inside another stands behind it, with a dot. */
type Words = Record<string, string>;

/** What the workflows and credentials depend on that users have saved. */
interface Contract {
	credential: Words;
	nodes: Record<string, { node: Words; parameters: Words; operations?: Record<string, Words> }>;
}

const byName = <T>(record: Record<string, T>): Record<string, T> =>
	Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const conditionsOf = (conditions: object): string =>
	Object.entries(conditions as Record<string, unknown[]>)
		.map(([name, values]) => `${name}: ${values.join(' | ')}`)
		.sort()
		.join('; ');

const isGroup = (inner: INodeProperties | INodePropertyOptions | INodePropertyCollection) => 'values' in inner;
const isParameter = (inner: INodeProperties | INodePropertyOptions | INodePropertyCollection) => 'type' in inner;

/** What a parameter may hold, and what it holds where nothing was entered. */
function wordsOf({ type, default: initial, required, options = [], modes = [], typeOptions = {} }: INodeProperties) {
	const { password, multipleValues, minValue, maxValue } = typeOptions;
	const choices = options.flatMap((option) => ('value' in option ? [String(option.value)] : []));
	return [
		type,
		[...choices.sort(), ...modes.map(({ name }) => name)].join(' | '),
		...(minValue === undefined ? [] : [`from ${minValue}`]),
		...(maxValue === undefined ? [] : [`to ${maxValue}`]),
		...(multipleValues ? ['several'] : []),
		...(password ? ['secret'] : []),
		...(required ? ['required'] : []),
		`= ${inspect(initial, { breakLength: Infinity })}`,
	]
		.filter(Boolean)
		.join(' ');
}

/** A parameter and those inside it. `place` is what is said elsewhere of when it is shown. */
function parameter(property: INodeProperties, place: string[], prefix = ''): Words {
	const { show = {}, hide } = property.displayOptions ?? {};
	const shown = Object.entries(show).filter(([name]) => !place.includes(name));
	const when = [conditionsOf(Object.fromEntries(shown)), hide && `not ${conditionsOf(hide)}`].filter(Boolean);
	const name = `${prefix}${property.name}`;
	const inner = (property.options ?? []).flatMap((option) =>
		isGroup(option)
			? option.values.map((value) => parameter(value, [], `${name}.${option.name}.`))
			: isParameter(option)
				? [parameter(option, [], `${name}.`)]
				: [],
	);
	return Object.assign({ [when.length ? `${name} [${when.join('; ')}]` : name]: wordsOf(property) }, ...inner) as Words;
}

const OPERATION = ['resource', 'operation'];

/** The operations a property belongs to, e.g. `message: send`. */
function operationsOf({ displayOptions }: INodeProperties): string[] {
	const { resource = [], operation = [] } = displayOptions?.show ?? {};
	return (resource as string[]).flatMap((one) => (operation as string[]).map((other) => `${one}: ${other}`));
}

function nodeContract({
	version,
	inputs,
	outputs,
	polling,
	credentials = [],
	webhooks = [],
	...rest
}: INodeTypeDescription) {
	const parameters: Words = {};
	const operations: Record<string, Words> = {};
	for (const property of rest.properties) {
		const places = operationsOf(property);
		if (places.length === 0) Object.assign(parameters, parameter(property, []));
		for (const place of places) Object.assign((operations[place] ??= {}), parameter(property, OPERATION));
	}
	return {
		node: {
			version: String(version),
			inputs: String(inputs),
			outputs: String(outputs),
			credentials: credentials.map(({ name, required }) => `${name}${required ? ' required' : ''}`).join(' | '),
			...(polling && { polling: 'yes' }),
			...(rest.usableAsTool && { tool: 'yes' }),
			...(webhooks.length > 0 && {
				webhooks: webhooks.map(({ httpMethod, path }) => `${String(httpMethod)} ${path}`).join(' | '),
			}),
		},
		parameters: byName(parameters),
		...(Object.keys(operations).length > 0 && {
			operations: byName(Object.fromEntries(Object.entries(operations).map(([name, words]) => [name, byName(words)]))),
		}),
	};
}

/** The contract of a service as JSON: its nodes and its credential, as n8n shows them. */
export function contractOf(nodes: INodeTypeDescription[], { name, properties }: ICredentialType): string {
	const fields = Object.assign({}, ...properties.map((property) => parameter(property, []))) as Words;
	const contract: Contract = {
		credential: { name, ...byName(fields) },
		nodes: Object.fromEntries(nodes.map((node) => [`${manifest.name}.${node.name}`, nodeContract(node)])),
	};
	return `${JSON.stringify(contract, null, '\t')}\n`;
}
