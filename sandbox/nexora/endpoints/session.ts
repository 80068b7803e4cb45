import { randomInt } from 'node:crypto';
import type { Endpoints } from '../../common/call.ts';
import type { NexoraCall } from '../call.ts';
import { cookie, setCookie } from '../cookies.ts';
import { internalError, NexoraRefusal, refused } from '../errors.ts';
import type { NexoraService } from '../service.ts';
import { fields, read, text } from '../shape.ts';
import { newAccessToken, newSession, validity } from '../tokens.ts';

const OTP_MS = 5 * 60 * 1000;

const credentials = fields({ email: text(1, 50), password: text(1, 100) });
const verification = fields({ codeOTP: text(6, 6), email: text(1, 50) });

/** Login, the code mailed for it, and the renewal of the access token. */
export const session: Endpoints<NexoraCall> = {
	'POST /auth/login': ({ nexora, body }) => {
		const { email, password } = read(credentials, body);
		const { account, otps } = nexora.state;
		if (!isAccount(nexora, email) || password !== account.password) throw refused(400, 'Invalid email or password');
		if (!newSession(nexora)) throw internalError();
		otps.push({ code: String(randomInt(100_000, 1_000_000)), expiresAt: nexora.now() + OTP_MS, used: false });
		return {
			data: { firstName: account.firstName, lastName: account.lastName, email },
			message: 'Login successfuly. Please check your email to verify your account',
			status: '200',
		};
	},

	'POST /auth/otp-verification': ({ nexora, body, reply }) => {
		const { codeOTP, email } = read(verification, body);
		const { account, otps } = nexora.state;
		const otp = isAccount(nexora, email) && otps.findLast(({ used }) => !used);
		if (!otp) throw refused(500, 'Internal Server Error!!');
		if (otp.expiresAt < nexora.now()) {
			otps.splice(otps.indexOf(otp), 1);
			throw refused(400, 'OTP code is expired!!');
		}
		if (otp.code !== codeOTP) throw refused(400, 'Invalid OTP code!!');
		otp.used = true;
		const { firstName, lastName, accessToken, refreshToken } = account;
		setCookie(nexora, reply, 'access_token', accessToken);
		setCookie(nexora, reply, 'refresh_token', refreshToken);
		return {
			data: { email: account.email, firstName, lastName, accessToken, refreshToken },
			message: 'Success Verfied Code!!',
			status: '200',
		};
	},

	'GET /auth/refresh': ({ nexora, request, reply }) => {
		const token = cookie(request, 'refresh_token');
		if (token === '') throw refused(400, 'refreshToken is expired!!');
		if (token === undefined || validity(nexora, token) !== 'valid') {
			const error = 'refreshToken is invalid!!';
			throw new NexoraRefusal(400, error, { status: '400', error });
		}
		if (token !== nexora.state.account.refreshToken) throw refused(401, 'Unauthorized');
		setCookie(nexora, reply, 'access_token', newAccessToken(nexora));
		nexora.changed();
		return { message: 'accessToken refeshed!!', status: '200' };
	},
};

const isAccount = ({ spoken, state }: NexoraService, email: string): boolean => spoken.same(email, state.account.email);
