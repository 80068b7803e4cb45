import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field, Fields } from '../../nodes/kit/fields';
import { fieldsOf, type Operation } from '../../nodes/kit/operation.ts';
import { type Service, versionNames } from '../../nodes/kit/service.ts';

/** A field that some test must set. */
export interface Owed {
	/** Its name, or the name of the collection and its own. */
	path: [outer: string, inner?: string];
	field: Field;
}

const isIn = (version: string, { appearance }: Field) => appearance.show?.apiVersion?.includes(version) ?? true;

/** All fields that a version has, those inside collections too. */
function owed(fields: Fields, version: string): Owed[] {
	return Object.entries(fields)
		.filter(([, field]) => isIn(version, field))
		.flatMap(([outer, field]): Owed[] =>
			field.kind.inner
				? Object.entries(field.kind.inner)
						.filter(([, inner]) => isIn(version, inner))
						.map(([name, inner]) => ({ path: [outer, name], field: inner }))
				: [{ path: [outer], field }],
		);
}

/** Whether an option is the kit's, which every operation has. */
const isCommon = ({ options = {} }: Operation, [outer, inner]: Owed['path']) =>
	outer === 'options' && inner !== undefined && !(inner in options);

/** What an operation's tests owe in a version of the API; options that every operation has are owed once a version. */
export const owedBy = (operation: Operation, version: string): Owed[] =>
	owed(fieldsOf(operation), version).filter(({ path }) => !isCommon(operation, path));

/** The options that every operation has. */
export const commonOf = (operation: Operation, version: string): Owed[] =>
	owed(fieldsOf(operation), version).filter(({ path }) => isCommon(operation, path));

/** The versions of the API that a trigger is tested with; one that asks is not told any. */
export const triggerVersions = (service: Service): string[] =>
	service.trigger.kind === 'webhook' ? Object.keys(service.trigger.callers) : versionNames(service).slice(0, 1);

/** What a trigger's tests owe beside its events. */
export const owedByTrigger = ({ trigger: { fields } }: Service, version: string): Owed[] =>
	owed(fields, version).filter(({ path: [name] }) => name !== 'events');

/** The events that a version of the API tells. */
export function eventsOf({ trigger }: Service, version: string): string[] {
	const untold = (trigger.kind === 'webhook' && trigger.callers[version]?.untold) || [];
	const all = trigger.fields.events!.property('events').options as INodePropertyOptions[];
	return all.map(({ value }) => String(value)).filter((event) => !untold.includes(event));
}
