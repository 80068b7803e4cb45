import { choices, collection, type Fields, integer, text, toggle } from '../fields';

/** An event as it is offered to the user. */
export interface EventChoice<Name extends string = string> {
	name: string;
	value: Name;
	description: string;
}

/** The fields every trigger has beside its own, and beside its own options. */
export function eventFields<Name extends string, O extends Fields>(
	events: Array<EventChoice<Name>>,
	first: NoInfer<Name>,
	options: O,
) {
	return {
		events: choices({
			displayName: 'Events',
			description: 'What starts the workflow',
			options: events,
			default: [first],
			required: true,
		}),
		simplify: toggle({
			displayName: 'Simplify',
			description: 'Whether to return a simplified version of the response instead of the raw data',
			default: true,
		}),
		options: collection({
			displayName: 'Options',
			button: 'Add option',
			fields: {
				attachmentsSize: integer({
					displayName: 'Attachments Size',
					description: 'How many megabytes the files of a message may have together; anything beyond that is left out',
					default: 50,
					min: 1,
				}),
				attachmentsTimeout: integer({
					displayName: 'Attachments Timeout',
					description:
						'How many seconds the files of a message may take together; what has not arrived by then is left out',
					default: 20,
					min: 1,
				}),
				binaryPrefix: text({
					displayName: 'Binary Prefix',
					description: 'The beginning of the binary fields that hold downloaded attachments; a number follows',
					default: 'attachment_',
				}),
				downloadAttachments: toggle({
					displayName: 'Download Attachments',
					description: 'Whether to fetch the files of a message into binary fields',
				}),
				includeRaw: toggle({
					displayName: 'Include Raw',
					description: 'Whether to add the original data of the service in the field "raw"',
				}),
				startOnAnswers: toggle({
					displayName: 'Start on Answers',
					description:
						'Whether to start also when a customer answers a waiting Send and Wait of this n8n, which goes on either way',
				}),
				...options,
			},
		}),
	};
}

export type EventFields = ReturnType<typeof eventFields<string, Record<never, never>>>;
