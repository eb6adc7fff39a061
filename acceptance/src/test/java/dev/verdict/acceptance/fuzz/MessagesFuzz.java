package dev.verdict.acceptance.fuzz;

import dev.verdict.core.cause.BuilderErrors;
import dev.verdict.core.cause.ContainerMessage;
import dev.verdict.core.cause.Diagnosis;
import dev.verdict.core.cause.EventMessage;
import dev.verdict.core.cause.EventMessage.Reading;
import dev.verdict.core.cause.NodeRefusal;
import dev.verdict.core.cause.PullMessage;
import dev.verdict.core.cause.SandboxMessage;
import dev.verdict.core.cause.SchedulerMessage;
import dev.verdict.core.cause.VolumeMessage;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A message may be anything that a cluster, or who pushes an image to it, wrote: reading it never
/// fails, gives the same each time, also behind the words that the kubelet puts before it, and what
/// is quoted as decisive stands in it or is its reason.
///
/// The first line of the input is the reason; the rest is the message.
public final class MessagesFuzz {
    /// Well below where long messages are cut, which a prefix would shift.
    private static final int SHORT = 8 * 1024;

    private MessagesFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        int end = text.indexOf('\n');
        String reason = end < 0 ? "" : text.substring(0, end);
        String message = text.substring(end + 1);

        Reading reading = EventMessage.read(reason, message);
        same(reading, EventMessage.read(reason, message));
        if (message.length() < SHORT) {
            same(reading, EventMessage.read(reason, "Error: " + message));
        }
        switch (reading) {
            case Reading.Known(Diagnosis diagnosis) -> quotes(text, Optional.of(diagnosis));
            case Reading.Unrecognised(String left) -> stands(message, left);
            case Reading.Harmless _ -> {
                // It quotes nothing.
            }
        }
        quotes(message, PullMessage.diagnose(message));
        quotes(message, SandboxMessage.diagnose(message));
        quotes(message, VolumeMessage.diagnose(message));
        quotes(message, SchedulerMessage.diagnose(message));
        quotes(text, ContainerMessage.diagnose(reason, message));
        quotes(text, NodeRefusal.diagnose(reason, message));
        quotes(message, BuilderErrors.of(message, false));
        quotes(message, BuilderErrors.of(message, true));
        List<String> lines = message.lines().toList();
        quotes(message, BuilderErrors.ofSourceFetch(lines));
        quotes(message, ContainerMessage.fromAppLog(lines));
        SchedulerMessage.parse(message)
                .ifPresent(read -> read.reasons().forEach(one -> stands(message, one.text())));
    }

    private static void same(Reading one, Reading other) {
        if (!one.equals(other)) {
            throw new AssertionError(one + " and then " + other);
        }
    }

    private static void quotes(String message, Optional<Diagnosis> diagnosis) {
        diagnosis.ifPresent(found -> stands(message, found.said()));
    }

    private static void stands(String message, String quoted) {
        if (!message.contains(quoted)) {
            throw new AssertionError("nobody wrote " + quoted);
        }
    }
}
