import { digitsOf, spelled } from '../../nodes/kit/phoneNumber';

test.each([
	['+7 925 000-00-01', '79250000001'],
	['8 (925) 000-00-01', '79250000001'],
	['925', '925'],
	['12', undefined],
	['Ann 925', undefined],
	['', undefined],
])('the digits of %j are %j', (typed, digits) => expect(digitsOf(typed)).toBe(digits));

test.each([
	['79250000001', '+7 925 000-00-01'],
	['+79250000001', '+7 925 000-00-01'],
	['15550004444', '+15550004444'],
])('%s is written %s', (phone, words) => expect(spelled(phone)).toBe(words));
