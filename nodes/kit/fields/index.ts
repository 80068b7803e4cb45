export { changes, collection } from './collection';
export {
	described,
	Field,
	inherited,
	inVersion,
	type Listed,
	optional,
	required,
	retired,
	shownIf,
	type Fields,
	type Value,
	type Values,
} from './field';
export { idList, locator, plainId, type IdFormat } from './ids';
export { readFields, type ReadParameter } from './read';
export { list, phone, text, texts, url } from './text';
export { choice, choices, integer, json, jsonList, moment, toggle } from './values';
