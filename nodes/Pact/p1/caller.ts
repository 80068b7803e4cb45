import type { Client } from '../../shared/client';
import { path } from '../../shared/client';
import { InputError } from '../../shared/fields';
import { textOrNull } from '../../shared/message';
import type { Caller, Slot } from '../../shared/trigger';
import { wire } from '../api';
import { triggerFields } from '../events';
import { P1 } from './api';
import { understand } from './events';

/** p1 keeps one `webhook_url` on the company; it cannot be read but in the list of companies. */
function slot(client: Client, company: string): Slot {
	const api = new P1(client);
	return {
		owner: `Company '${company}'`,
		async read() {
			for await (const entry of api.companies({ limit: Infinity })) {
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

/** Pact p1 as a service that calls back: up to 10 repeats, 60 seconds apart. */
export const caller: Caller<typeof triggerFields> = {
	wire,
	fields: triggerFields,
	repeatsForMs: 15 * 60_000,
	testsAddress: true,
	slot: (client, values) => slot(client, values.companyId),
	understand,
};
