/** What a request names is not there: a 404. */
export class NotFound extends Error {}
