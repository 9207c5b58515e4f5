package groundwire.kubernetes.committed_secret_test

import data.groundwire.kubernetes.committed_secret as rule

_secret(parts) := object.union({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "db"}}, parts)

test_committed if {
	[plain] := [f | some f in rule.findings] with input as _secret({"stringData": {"password": "f8Kq2LzP0wXe91"}})
	not contains(plain.message, "f8Kq2LzP0wXe91")
	[encoded] := [f | some f in rule.findings] with input as _secret({"data": {"password": base64.encode("f8Kq2LzP0wXe91")}})
	encoded.at == ["data", "password"]
	[file] := [f | some f in rule.findings] with input as _secret({"stringData": {"app.yaml": "user: shop\npassword: f8Kq2LzP0wXe91\n"}})
	contains(file.message, "`app.yaml (password)`")
	[key] := [f | some f in rule.findings] with input as _secret({"data": {"tls.key": base64.encode("-----BEGIN PRIVATE KEY-----\nabc")}})
	contains(key.message, "a private key")
}

test_silent_on_what_is_none if {
	count(rule.findings) == 0 with input as _secret({"stringData": {"password": "changeme"}})
	count(rule.findings) == 0 with input as _secret({"stringData": {"password": "ENC[AES256_GCM,data:abc,type:str]"}})
	count(rule.findings) == 0 with input as _secret({"data": {"username": base64.encode("admin")}})
	count(rule.findings) == 0 with input as _secret({"data": {"password": ""}})
	count(rule.findings) == 0 with input as _secret({"data": {"password": base64.encode("hunter22")}})
	count(rule.findings) == 0 with input as _secret({"stringData": {"app.yaml": "user: shop\nlevel: debug\n"}})
	count(rule.findings) == 0 with input as {"apiVersion": "bitnami.com/v1alpha1", "kind": "SealedSecret", "metadata": {"name": "db"}, "spec": {"encryptedData": {"password": "AgA1"}}}
}

test_bytes_that_are_no_text if {
	image := {"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "logo"}, "data": {"logo.jpg": "/9j/4AAQSkZJRgABAQAAAQ=="}}
	count(rule.findings) == 0 with input as image
}
