import type { Ids } from './explain';
import type { Fields } from './fields';
import type { Json } from './json';

/** The ids that were entered in fields, for "not found". */
export const idsIn = (fields: Fields, values: Json): Ids =>
	Object.entries(fields).flatMap(([name, { kind, label }]): Ids => {
		const value = [values[name] ?? []].flat().join(', ');
		return kind.id && value !== '' ? [[label, value, kind.noun]] : [];
	});
