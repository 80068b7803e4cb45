import { InputError, path, type Slot, textOrNull } from '../../kit';
import type { P1 } from './api';

/** p1 keeps one `webhook_url` on the company; it cannot be read but in the list of companies. */
export function slot(api: P1, company: string): Slot {
	return {
		owner: `Company '${company}'`,
		async read() {
			for await (const entry of api.list('/companies', 'companies', { limit: Infinity })) {
				if (String(entry.external_id) === company)
					return 'webhook_url' in entry ? { address: textOrNull(entry.webhook_url) ?? '' } : undefined;
			}
			throw new InputError(`Pact did not find Company '${company}'`, "Choose another one in the field 'Company'.");
		},
		async write({ address }) {
			await api.put(path`/companies/${company}`, { webhook_url: address });
		},
	};
}
