import { InputError, type Json, numberOrNull, path, take, textOrNull } from '../kit';
import type { P1 } from './p1/api';
import type { P2 } from './p2/api';

const ALL = { limit: Infinity };

/** The templates of a company, by version. */
const rowsOf = {
	p1: (api: P1, companyId: string) => api.list(path`/companies/${companyId}/waba_templates`, 'waba_templates', ALL),
	p2: (api: P2, companyId: string) => api.list('/waba_templates', { company_ids: [companyId] }, ALL),
};

interface Chosen {
	companyId: string;
	/** Its WABA ID, or the ID in Pact that a list of templates shows beside it. */
	templateId: string;
	templateParameters: string[];
}

/** What Pact lists of the chosen template; undefined where it lists no such one, or cannot be asked. */
async function listed(api: P1 | P2, companyId: string, id: string): Promise<Json | undefined> {
	const read = () => take('p1' in api ? rowsOf.p2(api, companyId) : rowsOf.p1(api, companyId), Infinity);
	const rows = await api.once(`templates of ${companyId}`, read).catch((): Json[] => []);
	return rows.find((row) => textOrNull(row.waba_id) === id) ?? rows.find((row) => textOrNull(row.id) === id);
}

/** Throws an `InputError` where a template wants more or fewer values than there are. */
export async function verifyValues(api: P1 | P2, { companyId, templateId, templateParameters }: Chosen): Promise<void> {
	const template = await listed(api, companyId, templateId);
	const wanted = numberOrNull(template?.substitutions_count);
	const { length } = templateParameters;
	if (!template || wanted === null || wanted === length) return;
	const needs = wanted === 1 ? '1 value' : `${wanted} values`;
	throw new InputError(
		`'Placeholder Values' must have ${needs}, and has ${length}`,
		`The template '${textOrNull(template.name) ?? templateId}' is: "${textOrNull(template.body) ?? ''}"`,
	);
}

/** The ID by which a template is sent: Pact takes its WABA ID, and lists an ID of its own beside it. */
export async function wabaIdOf(api: P1 | P2, { companyId, templateId }: Chosen): Promise<string> {
	const template = await listed(api, companyId, templateId);
	return textOrNull(template?.waba_id) ?? templateId;
}
