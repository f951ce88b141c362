/**
 * Every test of a template, in one file: jest loads CDK anew for each test file, which takes a second. They share one
 * list of hooks too, so a hook in these modules stands inside a `describe`.
 */
import './templates/network.ts';
import './templates/data.ts';
import './templates/control-plane.ts';
import './templates/identity.ts';
import './templates/karpenter.ts';
import './templates/load-balancer.ts';
import './templates/iam-doc.ts';
import './templates/partition.ts';
