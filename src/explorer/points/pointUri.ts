import { Uri } from 'vscode';
import { pointScheme } from './pointScheme';

/** A place in a backup access point. */
export interface PointPlace {
  readonly alias: string;
  readonly region: string;
  /** A key; a prefix without its slash; or nothing for all of it. */
  readonly path: string;
}

/** Neither aliases nor Regions have dots. */
export function pointUri({ alias, region, path }: PointPlace): Uri {
  return Uri.from({ scheme: pointScheme, authority: `${alias}.${region}`, path: `/${path}` });
}

export function placeOf({ authority, path }: Uri): PointPlace {
  const [alias = '', region = ''] = authority.split('.');
  return { alias, region, path: path.replace(/^\/+|\/+$/gu, '') };
}
