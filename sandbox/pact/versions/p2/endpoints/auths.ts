import type { Endpoints } from '../../../../common/call.ts';
import { Refusal } from '../../../../common/refusal.ts';
import { channelTold } from '../../../announce.ts';
import { change, CONFIRMATION_CODE, connect, disconnect, remove } from '../../../connection.ts';
import type { Input } from '../../../input.ts';
import type { PactService } from '../../../service.ts';
import type { Channel, Company } from '../../../state.ts';
import type { P2Call } from '../call.ts';
import { authObject } from '../objects.ts';
import { paged } from '../paging.ts';
import { asked, awaitsCode, needsToken } from '../providers.ts';

/** The vendor shows the object under `auth` but no answers: that each has it there, lists under `auths` with `meta`, is assumed. */
export const auths: Endpoints<P2Call> = {
	'GET /api/p2/companies/:companyId/auths': ({ pact, company, input }) => list(pact, input, [company]),

	'GET /api/p2/auths': ({ pact, companies, input }) => {
		if (companies.length === 0) throw new Refusal(400, 'company_ids is required');
		return list(pact, input, companies);
	},

	'POST /api/p2/companies/:companyId/auths': ({ pact, company, input }) => ({
		auth: authObject(create(pact, company, input)),
	}),

	'PUT /api/p2/companies/:companyId/auths/:authId/enable': enable,
	'PATCH /api/p2/companies/:companyId/auths/:authId/enable': enable,

	'PUT /api/p2/companies/:companyId/auths/:authId/disable': ({ pact, channel }) => {
		disconnect(pact, channel);
		return { auth: authObject(channel) };
	},

	'DELETE /api/p2/companies/:companyId/auths/:authId': ({ pact, channel }) => {
		remove(pact, channel);
	},
};

function list(pact: PactService, input: Input, companies: Company[]) {
	const ids = companies.map(({ id }) => id);
	const { items, meta } = paged(
		input,
		pact.state.channels.filter(({ companyId }) => ids.includes(companyId)),
	);
	return { auths: items.map(authObject), meta };
}

function create(pact: PactService, company: Company, input: Input): Channel {
	const { confirmation, ...given } = asked(input);
	const { provider } = given;
	const isTaken = pact.state.channels.some(
		(channel) => channel.companyId === company.id && channel.provider === provider,
	);
	if (isTaken) throw new Refusal(400, `The company already has a ${provider} auth`);
	const channel = pact.addChannel({ companyId: company.id, state: 'initial', ...given });
	channelTold(pact, 'create', channel);
	if (needsToken(provider)) connect(pact, channel);
	else if (Object.keys(confirmation).length > 0) change(pact, channel, { confirmation });
	return channel;
}

/** What waits for its owner's phone or browser goes on waiting. */
function enable({ pact, channel, input }: P2Call): object {
	const { state, confirmation } = channel;
	if (awaitsCode(channel) && input.required('code') !== CONFIRMATION_CODE) throw new Refusal(400, 'The code is wrong');
	input.text('client_url');
	const isWaiting = state === 'initial' && Object.keys(confirmation).length > 0;
	if (state !== 'enabled' && !isWaiting) connect(pact, channel);
	return { auth: authObject(channel) };
}
