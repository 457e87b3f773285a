import { hallBookingPackage } from '../../examples/hall-booking/package.ts';
import { keyLoanPackage } from '../../examples/key-loan/package.ts';
import { processes } from '../../workers/processes.ts';
import { processSuite } from '../process-suite.ts';

for (const pkg of [...processes, keyLoanPackage, hallBookingPackage]) processSuite(pkg);
