import { company } from '../support/company.ts';
import { hasSameNames } from './contract.ts';

hasSameNames([company]);
