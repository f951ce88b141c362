import { type AlertReceiver, alertReceivers, secretProperty } from '../../config/alert-receivers.ts';
import { alertmanagerAccount } from '../../config/identities.ts';
import { noProxy } from '../../config/proxy.ts';
import type { Platform } from '../../config/resolve.ts';
import { secretName } from '../../config/secrets.ts';
import type { KubePrometheusStackValues } from '../../imports/values/kube-prometheus-stack.ts';

type Values = NonNullable<KubePrometheusStackValues['alertmanager']>;

/** What people read of an alert: what it means, and where the runbook is. */
const text =
  '{{ range .Alerts }}{{ .Annotations.summary }}{{ .Annotations.description }}\n{{ .Annotations.runbook_url }}\n{{ end }}';
const title = '[{{ .Status }}] {{ .CommonLabels.alertname }} {{ .CommonLabels.namespace }}';

/** Alertmanager's part of the values, where somebody is to be told: without a receiver the chart's own tells nobody. */
export function receiverValues(
  config: Platform,
): Pick<Values, 'config' | 'serviceAccount'> & { readonly secrets: string[] } {
  const receivers = alertReceivers(config);
  if (receivers.length === 0) return { secrets: [] };
  const withSecret = receivers.filter((receiver) => secretProperty(receiver) !== undefined);
  return {
    secrets: withSecret.map(({ name }) => secretName(config, 'alertReceiver', name)),
    ...(receivers.some(({ kind }) => kind === 'sns') ? { serviceAccount: { name: alertmanagerAccount } } : {}),
    config: {
      // Mail is not sent by HTTP.
      ...(config.proxy
        ? { global: { http_config: { proxy_url: config.proxy.httpsProxy, no_proxy: noProxy(config).join(',') } } }
        : {}),
      route: {
        receiver: 'null',
        group_by: ['namespace', 'alertname'],
        routes: receivers.map(({ name, severities = ['warning', 'critical'] }) => ({
          receiver: name,
          matchers: [`severity =~ "${severities.join('|')}"`],
          // Each receiver decides by itself.
          continue: true,
        })),
      },
      receivers: [
        { name: 'null' },
        ...receivers.map((receiver) => ({ name: receiver.name, ...channelOf(receiver, config) })),
      ],
    },
  };
}

/** The values of secrets are files: Alertmanager reads them again for each message. */
function channelOf(receiver: AlertReceiver, config: Platform): Readonly<Record<string, unknown>> {
  const send_resolved = true;
  const property = secretProperty(receiver);
  const file =
    property && `/etc/alertmanager/secrets/${secretName(config, 'alertReceiver', receiver.name)}/${property}`;
  switch (receiver.kind) {
    case 'slack':
      return { slack_configs: [{ api_url_file: file, channel: receiver.channel, send_resolved, title, text }] };
    case 'pagerduty': {
      const service = {
        routing_key_file: file,
        ...(receiver.serviceRegion === 'eu' ? { url: 'https://events.eu.pagerduty.com/v2/enqueue' } : {}),
        severity: '{{ .CommonLabels.severity }}',
      };
      return { pagerduty_configs: [{ ...service, send_resolved, description: title, details: { summary: text } }] };
    }
    case 'sns': {
      const topic = { topic_arn: receiver.topicArn, sigv4: { region: receiver.topicArn.split(':')[3] } };
      return { sns_configs: [{ ...topic, send_resolved, subject: title, message: text }] };
    }
    case 'email': {
      const server = {
        to: receiver.to.join(', '),
        from: receiver.from,
        smarthost: `${receiver.smtpHost}:587`,
        auth_username: receiver.username,
        auth_password_file: file,
        require_tls: true,
      };
      return { email_configs: [{ ...server, send_resolved, headers: { subject: title }, text }] };
    }
  }
}
