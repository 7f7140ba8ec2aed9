import { escapeXml } from './escapeXml';
import type { WireResponse } from './http';

/**
 * The answer of GetBucketLocation, the one whose member is the root element itself (`s3UnwrappedXmlOutput` in S3's
 * model, a trait that the SDK's schemas do not carry).
 */
export function writeBucketLocation(output: Readonly<Record<string, unknown>>): WireResponse {
  const location = output['LocationConstraint'];
  const text = typeof location === 'string' ? escapeXml(location) : '';
  const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/xml' },
    body: Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?>\n<LocationConstraint xmlns="${xmlns}">${text}</LocationConstraint>`,
    ),
  };
}
