import type { AwsError } from '../awsError';
import { escapeXml } from './escapeXml';
import type { WireResponse } from './http';

/** The form a service gives its errors. S3 and the query services answer in XML, AWS Backup in JSON. */
export type ErrorForm = 'json' | 's3' | 'query';

/** Writes an error as a service of that form does. */
export function writeError(error: AwsError, form: ErrorForm, requestId: string): WireResponse {
  const { statusCode, code, message, members, headers } = error;
  if (form === 'json') {
    return {
      statusCode,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code, ...headers },
      body: Buffer.from(JSON.stringify({ Code: code, Message: message, ...members })),
    };
  }
  const fields = Object.entries({ Code: code, Message: message, ...members })
    .map(([name, value]) => `<${name}>${escapeXml(value)}</${name}>`)
    .join('');
  const text =
    form === 's3'
      ? `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${fields}<RequestId>${requestId}</RequestId></Error>`
      : `<ErrorResponse><Error><Type>${statusCode < 500 ? 'Sender' : 'Receiver'}</Type>${fields}</Error>` +
        `<RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { statusCode, headers: { 'content-type': 'application/xml', ...headers }, body: Buffer.from(text) };
}
