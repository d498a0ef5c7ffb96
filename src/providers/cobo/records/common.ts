export const PROVIDER = 'cobo';
