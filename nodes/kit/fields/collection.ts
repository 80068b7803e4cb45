import type { INodeProperties } from 'n8n-workflow';

import { EmptyInput } from '../inputError';
import { given, type Json, recordOf } from '../json';
import { type Appearance, Field, type Fields, type Values } from './field';

const byName = (a: INodeProperties, b: INodeProperties) => a.displayName.localeCompare(b.displayName);

/** What a field of a collection is shown by: a slash leads n8n to the parameters outside. */
const outside = (show: NonNullable<Appearance['show']>, fields: Fields) =>
	Object.fromEntries(Object.entries(show).map(([name, values]) => [name in fields ? name : `/${name}`, values]));

/**
 * Optional fields behind an "Add …" button; only those the user added have a value. One whose expression gave nothing counts
 * as not added, unless it is demanded.
 */
export function collection<F extends Fields>(
	spec: Appearance & { button: string; fields: F },
): Field<Partial<Values<F>>> {
	const { fields, button, ...appearance } = spec;
	return new Field(appearance, {
		inner: fields,
		property: {
			type: 'collection',
			placeholder: button,
			default: {},
			options: Object.entries(fields)
				.map(([key, field]) => ({
					...field.property(key),
					// n8n would miss a required field even where nobody added it
					required: undefined,
					...(field.appearance.show && { displayOptions: { show: outside(field.appearance.show, fields) } }),
				}))
				.sort(byName),
		},
		parse(value, _appearance, others) {
			const entered = (value ?? {}) as Json;
			const added = Object.entries(fields).filter(
				([key, field]) =>
					(field.appearance.required ? key in entered : entered[key] !== undefined) && field.isShown(others),
			);
			const read = added.map(([key, field]) => [key, field.parse(entered[key], others)]);
			return Object.fromEntries(read) as Partial<Values<F>>;
		},
	});
}

/** What an update may change, one at least: an update of nothing is a mistake, and a service may take it for one of something. */
export function changes<F extends Fields>(fields: F, description?: string): Field<Partial<Values<F>>> {
	const { appearance, kind } = collection({ displayName: 'Update Fields', button: 'Add Field', description, fields });
	return new Field(appearance, {
		...kind,
		parse(value, shown, others) {
			// what an expression gave nothing for stays as it is
			const read = kind.parse(given(recordOf(value)), shown, others);
			if (Object.keys(read).length > 0) return read;
			throw new EmptyInput('Update Fields', "Choose what to change with 'Add Field'.");
		},
	});
}
