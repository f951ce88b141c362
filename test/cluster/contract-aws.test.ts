import { everyAwsChoice } from '../support/configs.ts';
import { hasSameNames } from './contract.ts';

hasSameNames([everyAwsChoice]);
