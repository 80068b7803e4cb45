import type { Endpoints } from '../../common/call.ts';
import type { VoipbinCall } from '../call.ts';

export const customer: Endpoints<VoipbinCall> = {
	'GET /v1.0/customer': (call) => {
		const { voipbin } = call;
		call.allow('admin', 'manager');
		const { customer } = voipbin.state;
		return {
			...voipbin.spoken.customer(customer),
			...(voipbin.spoken.signed ? { webhook_secret: customer.webhookSecret } : {}),
		};
	},

	// All seven are written, unchecked: what is left out becomes empty.
	'PUT /v1.0/customer': (call) => {
		const { voipbin, body } = call;
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
		return voipbin.spoken.customer(customer);
	},
};
