export { demandFiles, fileOf, formWith, type OutgoingFile, WithBinary } from './binary';
export { Api, type Parts } from './client/api';
export type { Client } from './client/client';
export { path } from './client/request';
export type { SessionRules } from './client/session';
export type { Wire } from './client/wire';
export { execute } from './execute';
export { type Advice, RequestFailed, statusOf } from './failure';
export {
	changes,
	choice,
	described,
	type IdFormat,
	idList,
	integer,
	inherited,
	inVersion,
	json,
	jsonList,
	list,
	locator,
	moment,
	optional,
	phone,
	plainId,
	required,
	retired,
	shownIf,
	text,
	texts,
	toggle,
	url,
	type Values,
} from './fields';
export { EmptyInput, InputError } from './inputError';
export {
	given,
	isRecord,
	type Json,
	numberOrNull,
	recordOf,
	recordsOf,
	snakeCased,
	textOrNull,
	timeOrNull,
} from './json';
export { listSearches } from './listSearch';
export { listsOf } from './lists';
export { inLine } from './line';
export type { Once } from './once';
export { operationOf, Plain, resource } from './operation';
export { distinct, matching, type Page, paginate, sorted, take } from './pagination';
export { digitsOf, spelled } from './phoneNumber';
export { properties, triggerProperties } from './properties';
export type { Service } from './service';
export { perProcess } from './shared';
export { hmacSha256 } from './signature';

export type { OwnAddress } from './trigger/address';
export { keyIn, withoutKey } from './triggerKey';
export { poll } from './trigger/poll';
export { receive } from './trigger/receive';
export { replaceExisting, webhookMethods } from './trigger/registration';
export { start } from './trigger/start';
export type { Caller, Feed, Found, Received, Slot } from './trigger/trigger';
export { wait } from './wait';
export type { Came, Look, Wait } from './waiting/wait';
export { outputsOf, wakeUp } from './waiting/description';
export { woken } from './waiting/waiting';
