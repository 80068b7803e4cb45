import { type Json, recordOf, textOrNull, type Wire } from '../kit';
import { LOGIN, LOGIN_REFUSED } from './login';

const SECRETS: Record<string, string> = { accessKey: 'access key', login: 'user name or password', token: 'token' };

/** VoIPbin as it is on the wire: base `https://api.voipbin.net/v1.0`, lists as `{ result, next_page_token }`. */
export const wire: Wire = {
	service: 'VoIPbin',
	credential: 'voipbinApi',
	open: ['authentication', 'baseUrl', 'username'],
	secret: ({ authentication }) => SECRETS[String(authentication)] ?? 'access key',
	// a bucket of 33 that fills by 16.7 a second, one for all keys and users of a customer
	rates: { all: [{ requests: 33, seconds: 2 }] },
	group: () => 'all',
	session: {
		login: LOGIN,
		signsIn: ({ authentication }) => authentication === 'login',
		isOver: (status) => status === 401,
		probe: '/v1.0/conversations',
	},
	statusOf,
	words,
	reason: (body) => textOrNull(errorOf(body).reason) ?? undefined,
	requestId: (body) => textOrNull(errorOf(body).request_id) ?? undefined,
	advice: {
		402: 'Top up the balance of the VoIPbin account, then run this again.',
		ACCOUNT_FROZEN: "The VoIPbin account is frozen: open it again in VoIPbin, or ask VoIPbin's support.",
		AGENT_CUSTOMER_MISMATCH: "Check 'Owner ID': this agent belongs to another VoIPbin customer.",
		AGENT_NOT_FOUND: "Check 'Owner ID': VoIPbin has no agent with this ID.",
		PERMISSION_DENIED:
			"Use an access key, or the login of a manager or admin: only managers and admins may do this. An agent can list their own conversations with 'Owner ID' under Options.",
		ROUTE_NOT_FOUND: 'Check the Base URL of the credential; /v1.0 is added to it by itself.',
	},
};

/** Today's errors are `{ error: { status, reason, message, request_id } }`, those of 2022 were `{ message }`. */
function errorOf(body: unknown): Json {
	return recordOf(recordOf(body).error);
}

/** An error is one whatever HTTP says of it. */
function statusOf(status: number, body: unknown): number {
	const error = errorOf(body);
	if (error.reason === LOGIN_REFUSED) return 401;
	return status < 400 && Object.keys(error).length > 0 ? 422 : status;
}

function words(body: unknown): string | undefined {
	const { error, message } = recordOf(body);
	return [errorOf(body).message, error, message].find((said): said is string => typeof said === 'string');
}
