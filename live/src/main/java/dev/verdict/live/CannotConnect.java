package dev.verdict.live;

/// No way to the cluster can be set up: an unreadable kubeconfig, an unknown context, a transport
/// that cannot work here. The message is one sentence for people, already safe to print.
public final class CannotConnect extends Exception {
    private static final long serialVersionUID = 1;

    public CannotConnect(String sentence) {
        super(sentence);
    }

    /// The sentence.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
