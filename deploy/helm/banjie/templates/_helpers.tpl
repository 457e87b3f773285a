{{- define "banjie.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "banjie.labels" -}}
app.kubernetes.io/name: banjie
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{- define "banjie.selector" -}}
app.kubernetes.io/name: banjie
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* What every program is told, but for its secrets. */}}
{{- define "banjie.settings" -}}
- {name: NODE_ENV, value: production}
- {name: HOST, value: 0.0.0.0}
- {name: METRICS_HOST, value: 0.0.0.0}
- {name: BANJIE_DATA_DIR, value: /data}
- {name: TEMPORAL_ADDRESS, value: {{ required "temporal.address: name the Temporal that runs already, as host:port" .Values.temporal.address | quote }}}
- {name: TEMPORAL_NAMESPACE, value: {{ .Values.temporal.namespace | quote }}}
{{- if .Values.temporal.plaintext }}
- {name: BANJIE_TEMPORAL_PLAINTEXT, value: 'yes'}
{{- end }}
{{- if .Values.temporal.tlsSecret }}
- {name: TEMPORAL_TLS, value: 'true'}
- {name: TEMPORAL_TLS_CLIENT_CERT_PATH, value: /tls/tls.crt}
- {name: TEMPORAL_TLS_CLIENT_KEY_PATH, value: /tls/tls.key}
- {name: TEMPORAL_TLS_SERVER_CA_CERT_PATH, value: /tls/ca.crt}
{{- end }}
{{- end }}

{{/* What API and worker are told besides. */}}
{{- define "banjie.officeSettings" -}}
- {name: OIDC_ISSUER, value: {{ required "oidc.issuer: name who signs the callers' tokens" .Values.oidc.issuer | quote }}}
- {name: OIDC_AUDIENCE, value: {{ required "oidc.audience: name for whom the callers' tokens are" .Values.oidc.audience | quote }}}
- {name: BANJIE_PUBLIC_URL, value: {{ required "publicUrl: name the address under which callers reach the API" .Values.publicUrl | quote }}}
- {name: BANJIE_FILES, value: {{ required "files: name where photos lie, such as s3://banjie; pods keep nothing" .Values.files | quote }}}
- {name: BANJIE_DRAIN, value: {{ .Values.drain | quote }}}
{{- range $name, $value := .Values.settings }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{- define "banjie.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
fsGroup: 1000
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "banjie.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- define "banjie.volumes" -}}
- {name: data, emptyDir: {}}
- {name: tmp, emptyDir: {}}
{{- if .Values.temporal.tlsSecret }}
- name: tls
  secret: {secretName: {{ .Values.temporal.tlsSecret }}}
{{- end }}
{{- end }}

{{- define "banjie.mounts" -}}
- {name: data, mountPath: /data}
- {name: tmp, mountPath: /tmp}
{{- if .Values.temporal.tlsSecret }}
- {name: tls, mountPath: /tls, readOnly: true}
{{- end }}
{{- end }}
