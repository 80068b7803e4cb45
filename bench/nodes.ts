import type { Task } from './measured.ts';

type Node = Pick<Task, 'type' | 'typeVersion' | 'parameters'>;

const CONVERSATION = '={{ $json.conversation }}';

const httpRequest = (parameters: Node['parameters']): Node => ({
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	parameters: {
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'pactApi',
		options: {},
		...parameters,
	},
});

const pact = (parameters: Node['parameters']): Node => ({
	type: 'pact',
	parameters: { apiVersion: 'p1', companyId: 1, ...parameters },
});

/** The same work by our node and by n8n's own HTTP Request, as somebody would set it up who has read the service's documents. */
export const nodes = (url: string) => {
	const company = `${url}/pact/p1/companies/1`;
	return {
		read: {
			ours: pact({
				resource: 'conversation',
				operation: 'get',
				conversationId: CONVERSATION,
				simplify: false,
			}),
			http: httpRequest({ url: `=${company}/conversations/{{ $json.conversation }}` }),
		},
		send: {
			ours: pact({
				resource: 'message',
				operation: 'send',
				conversationId: CONVERSATION,
				text: '={{ $json.number }}',
				simplify: false,
			}),
			http: httpRequest({
				method: 'POST',
				url: `=${company}/conversations/{{ $json.conversation }}/messages`,
				sendBody: true,
				bodyParameters: { parameters: [{ name: 'message', value: '={{ String($json.number) }}' }] },
			}),
		},
		upload: (conversation: number) => ({
			ours: pact({ resource: 'attachment', operation: 'upload', conversationId: conversation, source: 'binary' }),
			http: httpRequest({
				method: 'POST',
				url: `${company}/conversations/${conversation}/messages/attachments`,
				sendBody: true,
				contentType: 'multipart-form-data',
				bodyParameters: {
					parameters: [{ parameterType: 'formBinaryData', name: 'file', inputDataFieldName: 'data' }],
				},
			}),
		}),
		download: (file: string) => ({
			ours: pact({ resource: 'attachment', operation: 'download', url: file }),
			http: httpRequest({
				url: file,
				authentication: 'none',
				options: { response: { response: { responseFormat: 'file' } } },
			}),
		}),
		messages: (conversation: number) =>
			pact({
				resource: 'message',
				operation: 'getAll',
				conversationId: conversation,
				returnAll: true,
			}),
	};
};
