package dev.verdict.looks.reading;

import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

/// Namespaces, of which one thing matters: while one is being deleted nothing new is made in it.
final class NamespaceReader {
    private NamespaceReader() {}

    static NamespaceState read(Field namespace, Sharing sharing) {
        Metadata metadata = Metadata.of("Namespace", namespace, sharing);
        return new NamespaceState(
                metadata.ref(),
                metadata.deletedAt().isPresent()
                        || namespace.at("status", "phase").textOrEmpty().equals("Terminating"));
    }
}
