package dev.verdict.live;

import java.util.Optional;

/// Where commands go when nothing else is said.
///
/// @param name the kubeconfig's context; empty inside a pod, or where only a server was given
/// @param namespace the context's, else `default`
/// @param server the address of the API server
public record Context(Optional<String> name, String namespace, Optional<String> server) {
    /// How people know the cluster: the context, else the server.
    public String title() {
        return name.or(() -> server).orElse("the cluster");
    }
}
