// Machine-written by `npm run import`; imports/README.md says how. Do not edit.

export interface PrometheusOperatorCrdsValues {
  readonly crds?: {
    readonly annotations?: {
      readonly [k: string]: string;
    };
    readonly alertmanagerconfigs?: {
      readonly enabled?: boolean;
    };
    readonly alertmanagers?: {
      readonly enabled?: boolean;
    };
    readonly podmonitors?: {
      readonly enabled?: boolean;
    };
    readonly probes?: {
      readonly enabled?: boolean;
    };
    readonly prometheusagents?: {
      readonly enabled?: boolean;
    };
    readonly prometheuses?: {
      readonly enabled?: boolean;
    };
    readonly prometheusrules?: {
      readonly enabled?: boolean;
    };
    readonly scrapeconfigs?: {
      readonly enabled?: boolean;
    };
    readonly servicemonitors?: {
      readonly enabled?: boolean;
    };
    readonly thanosrulers?: {
      readonly enabled?: boolean;
    };
  };
}
