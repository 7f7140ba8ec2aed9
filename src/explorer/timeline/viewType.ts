/** By which the editor knows the tabs of recovery timelines when it opens again. */
export const viewType = 's3backup.timeline';
