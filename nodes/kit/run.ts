import { type IExecuteFunctions, type INode, NodeOperationError } from 'n8n-workflow';

import { Client, type ClientOptions } from './client/client';
import { Connections } from './client/connections';
import type { Connection } from './client/connection';
import type { Fields, ReadParameter } from './fields';
import { fieldsOf, type Operation } from './operation';
import { parametersOf } from './parameters';
import { connect, type Service, versionFor, versionNames } from './service';

/** What all items of one execution of the node share. */
export interface Run {
	context: IExecuteFunctions;
	/** As it is entered; n8n copies it for whoever asks. */
	node: INode;
	service: Service;
	version: string;
	operation: Operation;
	fields: Fields;
	/** Reads the parameters for an item. */
	parameters(item: number): ReadParameter;
	connections: Connections;
	hints: Set<string>;
}

/** The chosen operation, and what its items share. Throws a `NodeOperationError` where there is none of this name. */
export function begin(context: IExecuteFunctions, service: Service): Run {
	const node = context.getNode();
	const resource = String(context.getNodeParameter('resource', 0));
	const name = String(context.getNodeParameter('operation', 0));
	const operation = service.resources[resource]?.operations[name];
	if (!operation) {
		throw new NodeOperationError(node, `There is no operation '${name}' for '${resource}'`, {
			description: 'Open the node and choose the resource and the operation again.',
		});
	}
	const chosen = String(context.getNodeParameter('apiVersion', 0, versionNames(service)[0]));
	const version = versionFor(service, operation, chosen);
	return {
		context,
		node,
		service,
		version,
		operation,
		fields: fieldsOf(operation),
		parameters: parametersOf(context),
		connections: new Connections(context, service.wire),
		hints: new Set(),
	};
}

/** The options that every operation has. */
export type Patience = Pick<ClientOptions, 'timeout' | 'maxWait'>;

/** The service's API as an item speaks to it. */
export function apiOf(
	{ context, service, version }: Run,
	{ timeout, maxWait }: Patience,
	to: Connection,
	course: Pick<ClientOptions, 'ledger' | 'stop'> = {},
) {
	const signal = context.getExecutionCancelSignal();
	return connect(service, version, new Client(to, { timeout, maxWait, signal, ...course }));
}
