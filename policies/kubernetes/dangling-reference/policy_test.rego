package groundwire.kubernetes.dangling_reference_test

import data.groundwire.kubernetes.dangling_reference as rule

_in(objects) := {"documents": [{"path": "deploy/app.yaml", "platform": "kubernetes", "name": sprintf("%d", [index]), "document": object_} | some index, object_ in objects]}

_web(spec) := {
	"apiVersion": "apps/v1",
	"kind": "Deployment",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "app", "image": "a:1"}]}}}, spec),
}

_judged(objects) := found if {
	found := rule.findings with input as _in(objects)
}

_changed(before, after) := found if {
	found := rule.findings with input as _in(after) with data.groundwire.before as _in(before)
}

_service(spec) := {
	"apiVersion": "v1",
	"kind": "Service",
	"metadata": {"name": "web", "namespace": "shop"},
	"spec": object.union({"selector": {"app": "web"}, "ports": [{"port": 80, "targetPort": 8080}]}, spec),
}

_config(name) := {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "namespace": "shop"}}

_using(pod) := json.patch(_web({}), [{"op": "replace", "path": "/spec/template/spec", "value": object.union({"containers": [{"name": "app", "image": "a:1"}]}, pod)}])

_env(container) := _using({"containers": [object.union({"name": "app", "image": "a:1"}, container)]})

test_a_config_map_by_each_way if {
	ways := [
		_env({"envFrom": [{"configMapRef": {"name": "settings"}}]}),
		_env({"env": [{"name": "A", "valueFrom": {"configMapKeyRef": {"name": "settings", "key": "a"}}}]}),
		_using({"volumes": [{"name": "v", "configMap": {"name": "settings"}}]}),
		_using({"volumes": [{"name": "v", "projected": {"sources": [{"configMap": {"name": "settings"}}]}}]}),
	]
	every way in ways {
		[finding] := [f | some f in _judged([way, _config("other")])]
		finding.confidence == "low"
		contains(finding.message, "(there is `other`)")
		count(_judged([way, _config("settings")])) == 0
		count(_judged([way])) == 0
	}
}

test_a_slip_is_more_certain if {
	[finding] := [f | some f in _judged([_env({"envFrom": [{"configMapRef": {"name": "web-settings"}}]}), _config("websettings")])]
	finding.confidence == "medium"
	{f.confidence | some f in _judged([_env({"envFrom": [{"configMapRef": {"name": "web-setting"}}]}), _config("web-settings")])} == {"medium"}
}

test_configuration_of_other_files_proves_little if {
	use := _env({"envFrom": [{"configMapRef": {"name": "settings"}}]})
	elsewhere := {"documents": [
		{"path": "deploy/app.yaml", "platform": "kubernetes", "name": "web", "document": use},
		{"path": "deploy/other.yaml", "platform": "kubernetes", "name": "other", "document": _config("other")},
	]}
	count(rule.findings) == 0 with input as elsewhere
}

test_optional_ones if {
	count(_judged([_env({"envFrom": [{"configMapRef": {"name": "settings", "optional": true}}]}), _config("other")])) == 0
	account := {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "web"}}
	count(_judged([_using({"serviceAccountName": "default"}), account])) == 0
}

test_accounts_and_claims if {
	account := {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "web"}}
	[finding] := [f | some f in _judged([_using({"serviceAccountName": "shop"}), account])]
	finding.at == ["spec", "template", "spec", "serviceAccountName"]
	contains(finding.message, "no pod is made")
	claim := {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {"name": "data"}}
	count(_judged([_using({"volumes": [{"name": "v", "persistentVolumeClaim": {"claimName": "disk"}}]}), claim])) == 1
}

test_an_ingress if {
	ingress := {"apiVersion": "networking.k8s.io/v1", "kind": "Ingress", "metadata": {"name": "i"}, "spec": {"defaultBackend": {"service": {"name": "shop"}}}}
	[finding] := [f | some f in _judged([ingress, _service({})])]
	finding.at == ["spec", "defaultBackend", "service", "name"]
	old := {"apiVersion": "networking.k8s.io/v1beta1", "kind": "Ingress", "metadata": {"name": "i"}, "spec": {"rules": [{"http": {"paths": [{"backend": {"serviceName": "shop"}}]}}]}}
	count(_judged([old, _service({})])) == 1
}

test_a_stateful_set if {
	set_ := {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"}, "spec": {"serviceName": "db", "template": {"spec": {"containers": []}}}}
	[finding] := [f | some f in _judged([set_, _service({})])]
	contains(finding.message, "no names of their own")
}

test_made_by_tools if {
	generated := {"apiVersion": "kustomize.config.k8s.io/v1beta1", "kind": "Kustomization", "configMapGenerator": [{"name": "settings"}]}
	count(_judged([_env({"envFrom": [{"configMapRef": {"name": "settings"}}]}), _config("other"), generated])) == 0
	secret := {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "other"}}
	external := {"apiVersion": "external-secrets.io/v1", "kind": "ExternalSecret", "metadata": {"name": "x"}}
	count(_judged([_env({"envFrom": [{"secretRef": {"name": "settings"}}]}), secret, external])) == 0
	certificate := {"apiVersion": "cert-manager.io/v1", "kind": "Certificate", "metadata": {"name": "x"}, "spec": {"secretName": "tls"}}
	count(_judged([_env({"envFrom": [{"secretRef": {"name": "tls"}}]}), secret, certificate])) == 0
}

test_what_a_change_broke_is_for_another_rule if {
	use := _env({"envFrom": [{"configMapRef": {"name": "settings"}}]})
	count(_changed([use, _config("settings"), _config("other")], [use, _config("other")])) == 0
}

test_many_others_are_not_named if {
	others := [_config(name) | some name in ["p", "q", "r", "t"]]
	some finding in _judged(array.concat([_env({"envFrom": [{"configMapRef": {"name": "settings"}}]})], others))
	not contains(finding.message, "there is")
}
