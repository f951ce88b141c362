/**
 * The alpha EKS library is deprecated as a whole, and every call into it would print so. jsii has one switch for all
 * packages, and reads it while the library loads: hence a module of its own, imported before it.
 *
 * Deprecated calls of our own stay visible: `test/cluster/eks-module.test.ts` runs with `fail` on the stable twin.
 */
process.env['JSII_DEPRECATED'] ??= 'quiet';
