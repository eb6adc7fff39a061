package dev.verdict.live;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// kubectl's own connection flags, as given.
///
/// @param requestTimeout for one request, in kubectl's form: `5s`, `1m30s`, a number of seconds,
///   `0` for none
public record Connection(
        Optional<String> kubeconfig,
        Optional<String> context,
        Optional<String> cluster,
        Optional<String> user,
        Optional<String> server,
        Optional<String> token,
        Optional<String> as,
        List<String> asGroups,
        Optional<String> requestTimeout) {

    private static final Pattern DURATION_PART =
            Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h)");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    public Connection {
        asGroups = List.copyOf(asGroups);
        requestTimeout.ifPresent(Connection::parse);
    }

    /// Nothing was given: kubectl's defaults.
    public static Connection defaults() {
        return new Connection(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /// Nothing but a kubeconfig was given.
    public static Connection with(String kubeconfig) {
        Connection none = defaults();
        return new Connection(
                Optional.of(kubeconfig),
                none.context,
                none.cluster,
                none.user,
                none.server,
                none.token,
                none.as,
                none.asGroups,
                none.requestTimeout);
    }

    /// How long one request may take; empty for as long as the whole check may.
    Optional<Duration> perRequest() {
        return requestTimeout.map(Connection::parse).filter(time -> !time.isZero());
    }

    /// As kubectl takes them, each one argument.
    List<String> flags() {
        List<String> flags = new ArrayList<>();
        kubeconfig.ifPresent(value -> flags.add("--kubeconfig=" + value));
        context.ifPresent(value -> flags.add("--context=" + value));
        cluster.ifPresent(value -> flags.add("--cluster=" + value));
        user.ifPresent(value -> flags.add("--user=" + value));
        server.ifPresent(value -> flags.add("--server=" + value));
        token.ifPresent(value -> flags.add("--token=" + value));
        as.ifPresent(value -> flags.add("--as=" + value));
        asGroups.forEach(value -> flags.add("--as-group=" + value));
        requestTimeout.ifPresent(value -> flags.add("--request-timeout=" + value));
        return List.copyOf(flags);
    }

    private static Duration parse(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        Matcher part = DURATION_PART.matcher(text);
        double seconds = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            seconds += Double.parseDouble(part.group(1)) * secondsIn(part.group(2));
            end = part.end();
        }
        if (end == 0 || end != text.length()) {
            throw new IllegalArgumentException(
                    "--request-timeout "
                            + PlainSentence.of(text)
                            + " is not a time: write it like 5s, 1m30s, or 0 for none");
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static double secondsIn(String unit) {
        return switch (unit) {
            case "ms" -> 0.001;
            case "m" -> 60;
            case "h" -> 3600;
            default -> 1;
        };
    }
}
