import { text } from '../../kit';
import { operation } from '../operation';

const INSTEAD =
	"Use 'Account: Create' instead: VoIPbin had this in 2022 and no longer has it. Conversations then begin by themselves when a customer writes.";

const referenceType = text({
	displayName: 'Reference Type',
	description: 'The channel to set up',
	default: 'line',
	placeholder: 'e.g. line',
	required: true,
});

export const setup = operation({
	name: 'Set Up',
	action: 'Set up conversations',
	description: 'Prepare a channel in the VoIPbin of 2022; today use Account: Create instead',
	fields: { referenceType },
	run: async ({ api, fields }) => ({
		success: true,
		...(await api.post(
			'/conversations/setup',
			{ reference_type: fields.referenceType.trim() },
			{ advice: { 404: INSTEAD } },
		)),
	}),
});
