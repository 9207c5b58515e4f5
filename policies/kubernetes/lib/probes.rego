package groundwire.lib.kubernetes

# Which containers lack a probe, what was there before, and what could be put there.

_handlers := {"exec", "httpGet", "tcpSocket", "grpc"}

# A probe without a handler is refused by the API server; settings alone are no probe.
has_probe(container, kind) if {
	some handler in _handlers
	container[kind][handler]
}

# Containers that should have the probe and have not. In a pod with declared ports, those that declare one; in a pod
# without, all, unless a neighbour answers for the pod.
lacking_probe(workload, kind) := {found |
	is_serving(workload)
	some found in containers(workload)
	found.role in {"main", "sidecar"}
	is_whole(found.container)
	not is_proxy(found.name)
	not has_probe(found.container, kind)
	_should_answer(workload, found, kind)
}

_should_answer(_, found, _) if count(tcp_ports(found.container)) > 0

_should_answer(workload, found, kind) if {
	found.role == "main"
	every other in containers(workload) {
		count(tcp_ports(other.container)) == 0
		not has_probe(other.container, kind)
	}
}

# Containers that had the probe and have it no more, patches included.
lost_probe(workload, before, kind) := {lost |
	some found in containers(workload)
	not has_probe(found.container, kind)
	old := same_container(before, found.name)
	has_probe(old, kind)
	lost := object.union(found, {"probe": old[kind]})
}

# What a probe asks, for a person.
probe_text(probe) := text if {
	text := concat("", [_handler_text(probe), _delay_text(probe)])
}

_handler_text(probe) := sprintf("`GET %s` on port %s", [_string(object.get(probe.httpGet, "path", "/")), _string(probe.httpGet.port)])

_handler_text(probe) := sprintf("a TCP connection to port %s", [_string(probe.tcpSocket.port)])

_handler_text(probe) := sprintf("a gRPC health check on port %s", [_string(probe.grpc.port)])

_handler_text(probe) := "a command" if probe.exec

_delay_text(probe) := sprintf(", first after %d s", [probe.initialDelaySeconds]) if {
	is_number(probe.initialDelaySeconds)
	probe.initialDelaySeconds > 0
}

_delay_text(probe) := "" if object.get(probe, "initialDelaySeconds", 0) == 0

_string(value) := value if is_string(value)

_string(value) := sprintf("%d", [value]) if is_number(value)

# The fix of a finding: the lost probe itself, else a TCP probe where there is no doubt about the port; else none.
probe_fix(kind, lost, _) := {"fix": {"name": "add-probe", "params": {"kind": kind, "probe": lost.probe}}} if lost.probe

probe_fix(kind, lost, container) := {"fix": {"name": "add-probe", "params": {"kind": kind, "port": _probe_port(container)}}} if {
	not lost.probe
}

probe_fix(_, lost, container) := {} if {
	not lost.probe
	not _probe_port(container)
}

_probe_port(container) := _port_reference(port) if {
	[port] = tcp_ports(container)
} else := _port_reference(port) if {
	[port] = [port | some port in tcp_ports(container); port.name == "http"]
}

_port_reference(port) := port.name if is_string(port.name)

_port_reference(port) := port.containerPort if not port.name
