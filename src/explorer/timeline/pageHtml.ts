/** What a page needs to be written. */
export interface PageFrame {
  readonly bucket: string;
  readonly region: string;
  /** Addresses of the page's own files. */
  readonly script: string;
  readonly style: string;
  /** Where styles may come from. */
  readonly styleSource: string;
  /** Made anew for each page: only the script that bears it runs. */
  readonly nonce: string;
  /** The language that the editor speaks, as BCP 47 says it. */
  readonly language: string;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

/** The page without its content: that comes by messages, as data. Nothing is loaded but its own script and style. */
export function pageHtml({ bucket, region, script, style, styleSource, nonce, language }: PageFrame): string {
  const policy = `default-src 'none'; style-src ${styleSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${escaped(style)}">
    <title>${escaped(bucket)}</title>
  </head>
  <body>
    <main data-bucket="${escaped(bucket)}" data-region="${escaped(region)}"></main>
    <script nonce="${nonce}" src="${escaped(script)}"></script>
  </body>
</html>
`;
}
