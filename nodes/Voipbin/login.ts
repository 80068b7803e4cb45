import { isRecord, recordOf } from '../kit/json';

/** The fields of the credential that sign in. */
export const LOGIN = ['baseUrl', 'username', 'password'];

/** The reason that a refused login gets, which VoIPbin gives none. */
export const LOGIN_REFUSED = 'LOGIN_REFUSED';

/** VoIPbin refuses a login by a bare 400. It is named here, where it is known to be one: elsewhere such an answer means something else. */
export function nameRefusal(error: unknown): void {
	if (!isRecord(error)) return;
	const response = recordOf(error.response);
	if (response.status === 400 && !response.data) response.data = { error: { reason: LOGIN_REFUSED } };
}
