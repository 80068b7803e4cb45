import type { P1 } from './p1/api';

/** The one company of the account; undefined where there are several. */
export async function onlyCompany(api: P1): Promise<string | undefined> {
	const { items } = await api.page('/companies', 'companies', { per: 2 });
	const [only, another] = items;
	return only && !another ? String(only.external_id) : undefined;
}
