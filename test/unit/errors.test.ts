import { redactor } from '../../nodes/shared/errors';

test('no secret of a credential survives in a text, plain or URL-encoded', () => {
	const redact = redactor({ accessKey: 'vb_a+b/c=', baseUrl: 'https://api.example.com', username: 'ann' });
	expect(redact('GET https://api.example.com/x?accesskey=vb_a%2Bb%2Fc%3D (vb_a+b/c=) for ann')).toBe(
		'GET https://api.example.com/x?accesskey=*** (***) for ann',
	);
});
