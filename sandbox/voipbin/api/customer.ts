import type { VoipbinService } from '../service.ts';
import type { Endpoints } from './endpoints.ts';

export const customer = (voipbin: VoipbinService): Endpoints => ({
	'GET /customer': (call) => {
		call.allow('admin', 'manager');
		const { customer } = voipbin.state;
		return {
			...voipbin.writes.customer(customer),
			...(voipbin.writes.signed ? { webhook_secret: customer.webhookSecret } : {}),
		};
	},

	// All seven are written, unchecked: what is left out becomes empty.
	'PUT /customer': (call) => {
		const { body } = call;
		const written = {
			name: body.text('name') ?? '',
			detail: body.text('detail') ?? '',
			email: body.text('email') ?? '',
			phoneNumber: body.text('phone_number') ?? '',
			address: body.text('address') ?? '',
			webhookMethod: body.text('webhook_method') ?? '',
			webhookUri: body.text('webhook_uri') ?? '',
		};
		call.allow('admin');
		const { customer } = voipbin.state;
		Object.assign(customer, written, { updatedAt: voipbin.now() });
		return voipbin.writes.customer(customer);
	},
});
