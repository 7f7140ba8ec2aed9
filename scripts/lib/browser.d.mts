/** How to start a browser. */
export interface Browser {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Nothing is fetched, nothing is asked, and it runs as root in a container. */
export const browserArguments: string[];

/** A Chromium that starts. @throws where there is none and none can be set up; the message says what to install. */
export function ensureBrowser(): Promise<Browser>;
