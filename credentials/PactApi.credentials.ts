import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { baseUrlOf } from '../nodes/kit/client/baseUrl';

export class PactApi implements ICredentialType {
	name = 'pactApi';

	displayName = 'Pact API';

	icon = { light: 'file:../nodes/Pact/pact.svg', dark: 'file:../nodes/Pact/pact.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-conversations/n8n-nodes-conversations/blob/main/docs/start-pact.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Sign in at <a href="https://app.pact.im/account" target="_blank">app.pact.im</a>, open <b>Account</b> and copy the private API token.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Token',
			name: 'apiToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The private API token, shown at app.pact.im under Account',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://api.pact.im',
			description: 'The address of the API; leave it as it is unless Pact gave you another one',
		},
	];

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		baseUrlOf(credentials);
		return { ...request, headers: { ...request.headers, 'X-Private-Api-Token': credentials.apiToken } };
	}

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/p1/companies',
			qs: { per: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'Pact refused the API token. Copy it again from app.pact.im under Account.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no Pact API at this Base URL. The usual one is https://api.pact.im',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'data.companies',
					value: undefined,
					message: 'This Base URL answers, but not as Pact does. The usual one is https://api.pact.im',
				},
			},
		] as IAuthenticateRuleResponseCode[],
	};
}
