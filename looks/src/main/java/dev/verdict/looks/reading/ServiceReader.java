package dev.verdict.looks.reading;

import dev.verdict.core.workload.Service;
import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

/// Services.
final class ServiceReader {
    private ServiceReader() {}

    static Service read(Field service, Sharing sharing) {
        return new Service(
                Metadata.of("Service", service, sharing).ref(),
                service.at("spec", "selector").textByName());
    }
}
