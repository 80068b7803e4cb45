import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlOf, unanswered } from '../nodes/kit/client/baseUrl';
import { begunSession, ownToken } from '../nodes/kit/client/token';
import { LOGIN } from '../nodes/Nexora/login';

const refreshCookie = ({ refreshToken }: ICredentialDataDecryptedObject) =>
	`refresh_token=${String(refreshToken).trim()}`;

const accessCookie = (credentials: ICredentialDataDecryptedObject) => {
	const { authentication, accessToken } = credentials;
	return `access_token=${authentication === 'accessToken' ? String(accessToken).trim() : ownToken(LOGIN, credentials)}`;
};

const shownFor = (authentication: string) => ({ show: { authentication: [authentication] } });

export class NexoraApi implements ICredentialType {
	name = 'nexoraApi';

	displayName = 'Nexora API';

	icon = { light: 'file:../nodes/Nexora/nexora.svg', dark: 'file:../nodes/Nexora/nexora.dark.svg' } as const;

	documentationUrl =
		'https://github.com/n8n-nodes-conversations/n8n-nodes-conversations/blob/main/docs/start-nexora.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'This takes a minute, once a week: <b>1.</b> give n8n an account of its own (email shorter than 28 characters), because any other login with it ends n8n\'s session; <b>2.</b> POST its email and password to /auth/login, and Nexora mails you a code; <b>3.</b> POST the email and the code to /auth/otp-verification and paste data.refreshToken here. <a href="https://github.com/n8n-nodes-conversations/n8n-nodes-conversations/blob/main/docs/nexora.md#sign-in" target="_blank">The two commands to copy</a>.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			options: [
				{ name: 'Access Token', value: 'accessToken', description: 'Works for 15 minutes' },
				{
					name: 'Refresh Token',
					value: 'refreshToken',
					description: 'Works for 7 days from the sign-in, however often it is used',
				},
			],
			default: 'refreshToken',
		},
		{
			displayName: 'Refresh Token',
			name: 'refreshToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: shownFor('refreshToken'),
			description:
				'What the sign-in gave as data.refreshToken or as the cookie refresh_token; 7 days later n8n needs a new one',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			displayOptions: shownFor('accessToken'),
			description: 'What the login gave as data.accessToken or as the cookie access_token',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'http://localhost:8080',
			description: 'The address of your server, without /api',
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
	];

	/** Exchanges the refresh token for an access token, which comes in a cookie only. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
		if (credentials.authentication === 'accessToken') return {};
		const baseUrl = baseUrlOf(credentials);
		const renewal = this.helpers.httpRequest({
			method: 'GET',
			url: `${baseUrl}/auth/refresh`,
			headers: { Cookie: refreshCookie(credentials) },
			json: true,
			returnFullResponse: true,
			disableFollowRedirect: true,
			timeout: 60_000,
		});
		const answer: unknown = await renewal.catch(async (error: Error) => await unanswered(error, baseUrl));
		const { headers } = answer as IN8nHttpFullResponse;
		const cookies = [headers['set-cookie']].flat().map(String);
		const token = cookies.map((cookie) => /^access_token=([^;]+)/.exec(cookie)?.[1]).find(Boolean);
		return token === undefined ? {} : begunSession(LOGIN, credentials, token);
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		baseUrlOf(credentials);
		return { ...request, headers: { ...request.headers, Cookie: accessCookie(credentials) } };
	}

	/** n8n signs in for every test, so a question about the user tests the refresh token too, and leaves its session good. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/api/user',
		},
		rules: [
			...[400, 401].map((value) => ({
				type: 'responseCode',
				properties: {
					value,
					message:
						'Nexora refused the token: it is too old, or another login has ended it. Sign in to Nexora again and paste the new token. If it is new, check that the Base URL is without /api.',
				},
			})),
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no Nexora server at this Base URL. Enter it without /api.' },
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message: 'Nexora takes 5 requests in 10 seconds. Wait 10 seconds, then test again.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data.id',
					value: undefined,
					message:
						'This Base URL answers, but not as Nexora does. Enter the address of the server itself, without /api.',
				},
			},
		] as IAuthenticateRuleResponseCode[],
	};
}
