import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlOf, unanswered } from '../nodes/kit/client/baseUrl';
import { begunSession, ownToken } from '../nodes/kit/client/token';
import { LOGIN, nameRefusal } from '../nodes/Voipbin/login';

// n8n's linter does not take "accessKey" for the name of a secret
const masked = { password: true };

const shownFor = (authentication: string) => ({ show: { authentication: [authentication] } });

export class VoipbinApi implements ICredentialType {
	name = 'voipbinApi';

	displayName = 'VoIPbin API';

	icon = { light: 'file:../nodes/Voipbin/voipbin.svg', dark: 'file:../nodes/Voipbin/voipbin.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-conversations/n8n-nodes-conversations/blob/main/docs/start-voipbin.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Create an access key in VoIPbin: sign in as an administrator, open <b>Access keys</b>, and create one with a late expiry date. It begins with vb_ and is shown only once.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Access Key', value: 'accessKey', description: 'Can do everything and lasts as long as you choose' },
				{ name: 'Login', value: 'login', description: 'Can do what this user can do' },
				{ name: 'Token', value: 'token', description: 'What a login gave; it expires after 7 days' },
			],
			default: 'accessKey',
		},
		{
			displayName: 'Access Key',
			name: 'accessKey',
			type: 'string',
			typeOptions: masked,
			required: true,
			default: '',
			displayOptions: shownFor('accessKey'),
			description: 'A key that you created in VoIPbin under access keys; it begins with vb_ and was shown only once',
		},
		{
			displayName: 'User Name',
			name: 'username',
			type: 'string',
			required: true,
			default: '',
			displayOptions: shownFor('login'),
			placeholder: 'e.g. owner@example.com',
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: shownFor('login'),
		},
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: shownFor('token'),
			description: 'The token (JWT) that a login gave',
		},
		{
			displayName: 'Session Token',
			name: 'sessionToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{
			displayName: 'Session Owner',
			name: 'sessionOwner',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.voipbin.net',
			description: 'The address of the API without /v1.0; leave it as it is unless VoIPbin gave you another one',
		},
	];

	/** What n8n does when there is no session token yet; it keeps what comes back. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		const { authentication, username, password } = credentials;
		if (authentication !== 'login') return {};
		const baseUrl = baseUrlOf(credentials);
		const login = this.helpers.httpRequest({
			method: 'POST',
			url: `${baseUrl}/auth/login`,
			body: { username, password },
			json: true,
			timeout: 60_000,
			// behind a redirect the password may reach another host
			disableFollowRedirect: true,
		});
		const answer: unknown = await login.catch(async (error: Error) => {
			nameRefusal(error);
			return await unanswered(error, baseUrl);
		});
		const { token } = Object(answer) as { token?: unknown };
		if (typeof token === 'string' && token !== '') return begunSession(LOGIN, credentials, token);
		throw new Error('The Base URL answers a login, but not as VoIPbin does');
	}

	/** VoIPbin takes a key in the query, no header will do, so no text about a request may show its query. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authentication, accessKey, token } = credentials;
		baseUrlOf(credentials);
		const ways: Record<string, IDataObject> = {
			accessKey: { accesskey: accessKey },
			login: { token: ownToken(LOGIN, credentials) },
			token: { token },
		};
		return { ...request, qs: { ...request.qs, ...ways[String(authentication)] } };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/v1.0/conversations',
			qs: { page_size: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: { value: 400, message: 'VoIPbin refused the user name or password. Enter them again.' },
			},
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'VoIPbin refused the access key or token. Copy it again, or make a new one.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'VoIPbin knows this user or key, but does not let it read conversations: the account is frozen, or the user is neither manager nor admin. Open the account again, or use the login of one of them.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no VoIPbin API at this Base URL. The usual one is https://api.voipbin.net',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'result',
					value: undefined,
					message: 'This Base URL answers, but not as VoIPbin does. The usual one is https://api.voipbin.net',
				},
			},
		] as IAuthenticateRuleResponseCode[],
	};
}
