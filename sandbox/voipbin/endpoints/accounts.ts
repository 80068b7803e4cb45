import type { Endpoints } from '../../common/call.ts';
import type { VoipbinCall } from '../call.ts';
import { VoipbinRefusal } from '../errors.ts';
import { page } from '../paging.ts';

const TYPES = ['line', 'sms', 'whatsapp'];

/** Who serves a channel. The vendor's OpenAPI file says what is required; how a lack is refused is assumed. */
export const accounts: Endpoints<VoipbinCall> = {
	'GET /v1.0/conversation_accounts': (call) => {
		const { voipbin } = call;
		call.allow('admin', 'manager');
		return page(call, voipbin.state.accounts, (account) => voipbin.spoken.account(account));
	},

	'POST /v1.0/conversation_accounts': (call) => {
		const { voipbin, body } = call;
		const [type, name, detail, secret, token] = ['type', 'name', 'detail', 'secret', 'token'].map((field) =>
			body.required(field),
		) as [string, string, string, string, string];
		if (!TYPES.includes(type)) throw new VoipbinRefusal('INVALID_ARGUMENT', { message: 'There is no such type.' });
		call.allow('admin', 'manager');
		const providerData = body.object('provider_data') ?? null;
		checkProvider(type, providerData);
		const account = voipbin.addAccount({
			type,
			name,
			detail,
			secret,
			token,
			providerData,
			...given({ messageFlowId: body.uuid('message_flow_id') }),
		});
		voipbin.notify(voipbin.payloads.accountCreated(account), account.id);
		return voipbin.spoken.account(account);
	},

	'GET /v1.0/conversation_accounts/:id': (call) => {
		const { voipbin, account } = call;
		call.allow('admin', 'manager');
		return voipbin.spoken.account(account);
	},

	'PUT /v1.0/conversation_accounts/:id': (call) => {
		const { voipbin, body, account } = call;
		call.allow('admin', 'manager');
		const changes = given({
			name: body.text('name'),
			detail: body.text('detail'),
			secret: body.text('secret'),
			token: body.text('token'),
			providerData: body.object('provider_data'),
			messageFlowId: body.uuid('message_flow_id'),
		});
		// What the provider needs is asked for when all is written, and written over as a whole.
		Object.assign(account, changes, { updatedAt: voipbin.now() });
		if (changes.providerData) checkProvider(account.type, changes.providerData);
		voipbin.notify(voipbin.payloads.accountUpdated(account), account.id);
		return voipbin.spoken.account(account);
	},

	'DELETE /v1.0/conversation_accounts/:id': (call) => {
		const { voipbin, account } = call;
		call.allow('admin', 'manager');
		account.deletedAt = voipbin.now();
		voipbin.notify(voipbin.payloads.accountDeleted(account), account.id);
		return voipbin.spoken.account(account);
	},
};

function checkProvider(type: string, data: object | null): void {
	if (type !== 'whatsapp' || (data && 'phone_number_id' in data && data.phone_number_id)) return;
	throw new VoipbinRefusal('INVALID_ARGUMENT', { message: 'phone_number_id is required.' });
}

const given = <Fields extends object>(fields: Fields): Partial<Fields> =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Fields>;
