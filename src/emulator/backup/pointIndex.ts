/** The index of a recovery point, in which a search can look. */
export interface PointIndex {
  status: 'PENDING' | 'ACTIVE' | 'DELETING';
  readonly createdAt: number;
  completedAt: number | undefined;
  /** Of a continuous recovery point: the moment that the index is of. */
  readonly time: number;
  items: number;
}
