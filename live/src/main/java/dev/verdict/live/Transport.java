package dev.verdict.live;

/// How the API is reached.
public enum Transport {
    /// The user's own kubectl, as a read-only proxy on a private socket: every login that kubectl
    /// knows.
    KUBECTL,
    /// The Kubernetes client in this process.
    CLIENT
}
