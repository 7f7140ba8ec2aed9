export const bundleFile: string;
export function exportStrings(): Promise<string>;
