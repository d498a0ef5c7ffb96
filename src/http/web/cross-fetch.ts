export { default } from 'cross-fetch';
