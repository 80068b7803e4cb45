import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import type { Fields } from '../../nodes/kit/fields';
import { type Asked, type Observation, OBSERVED, type Run, type Started } from '../engine/observe.ts';
import type { Owed } from './owed.ts';
import { manifest } from './package.ts';

const observations: Observation[] = (existsSync(OBSERVED) ? readdirSync(OBSERVED) : [])
	.flatMap((file) => readFileSync(path.join(OBSERVED, file), 'utf8').trim().split('\n'))
	.map((line) => JSON.parse(line) as Observation)
	// the same proof every time, whichever test ran first
	.sort((a, b) => a.test.localeCompare(b.test));

const ofKind = <O extends Observation>(kind: O['kind'], type: string): O[] =>
	observations.filter((one): one is O => one.kind === kind && one.type === `${manifest.name}.${type}`);

/** Whether something was seen in a version, where the user chooses between several. */
const inVersion = ({ given }: Run | Started, version: string) =>
	given.apiVersion === undefined || given.apiVersion === version;

/** The runs of a service's operations in a version of its API. */
export const runsOf = (service: string, version: string) =>
	ofKind<Run>('run', service).filter((run) => inVersion(run, version));

/** The triggers of a service that started workflows. */
export const startedOf = (service: string, version: string) =>
	ofKind<Started>('trigger', `${service}Trigger`).filter((one) => inVersion(one, version));

/** The tests in which n8n asked for an endpoint and was answered well. */
export const askedOf = (service: string, endpoint: string) =>
	ofKind<Asked>('requests', service).filter(({ requests }) =>
		requests.some((request) => request.endpoint === endpoint && request.status >= 200 && request.status < 300),
	);

const initials = (fields: Fields): IDataObject =>
	Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.default]));

/** Whether nothing else can be entered than what stands there by itself. */
const hasOneValue = ({ kind: { property } }: Owed['field']) =>
	property.type === 'options' && property.options?.length === 1;

/** Whether a user who enters this sees a field, and what is entered there does not stand there by itself. */
export function isGiven(
	{ path: [outer, inner], field }: Owed,
	fields: Fields,
	version: string,
	given: IDataObject,
): boolean {
	const entered: IDataObject = { ...initials(fields), apiVersion: version, ...given };
	if (inner === undefined) {
		const isOwn = hasOneValue(field) ? outer in given : !isDeepStrictEqual(entered[outer], field.default);
		return field.isShown(entered) && isOwn;
	}
	// an option is not there until it is added
	const added = (given[outer] ?? {}) as IDataObject;
	return inner in added && field.isShown({ ...entered, ...added });
}
