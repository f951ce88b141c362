import { company } from '../support/company.ts';
import { everyAwsChoice, everything } from '../support/configs.ts';
import { hasSameNames } from './contract.ts';

hasSameNames([everyAwsChoice, everything, company]);
