export const dialectId = 'terraform';
