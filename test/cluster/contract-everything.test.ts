import { everything } from '../support/configs.ts';
import { hasSameNames } from './contract.ts';

hasSameNames([everything]);
