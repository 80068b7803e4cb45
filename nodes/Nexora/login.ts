/** The fields of the credential that sign in. */
export const LOGIN = ['baseUrl', 'refreshToken'];
