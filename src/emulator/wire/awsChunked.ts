/**
 * Takes the payload out of an `aws-chunked` body, the form in which clients stream an upload: chunks with their size in
 * hexadecimal and perhaps a signature, then trailers such as a checksum.
 *
 * Source: Amazon S3 API reference, "Signature calculations … using chunked upload".
 *
 * @returns the payload and the trailers by lower-case name; undefined where the body is not in this form.
 */
export function decodeAwsChunked(
  body: Uint8Array,
): { payload: Uint8Array; trailers: Record<string, string> } | undefined {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const chunks: Uint8Array[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = bytes.indexOf('\r\n', position);
    const size = /^([0-9a-fA-F]{1,8})(;.*)?$/.exec(
      bytes.toString('latin1', position, Math.max(lineEnd, position)),
    )?.[1];
    if (lineEnd < 0 || size === undefined) {
      return undefined;
    }
    position = lineEnd + 2;
    const length = Number.parseInt(size, 16);
    if (length === 0) {
      return { payload: Buffer.concat(chunks), trailers: readTrailers(bytes.toString('latin1', position)) };
    }
    if (position + length > bytes.length) {
      return undefined;
    }
    chunks.push(bytes.subarray(position, position + length));
    position += length + 2;
  }
}

function readTrailers(text: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
    }
  }
  return trailers;
}
