package dev.verdict.cli;

import dev.verdict.core.claim.Question;
import dev.verdict.core.claim.Question.NamedBuild;
import dev.verdict.core.image.Digest;
import dev.verdict.live.Connection;
import dev.verdict.live.Transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `check` was asked, once it is known to make sense.
///
/// @param from a recording instead of a cluster
/// @param namespace as given; where it is not, the context or the recording decides
/// @param calledAs what people type, for commands that are printed
record CheckRequest(
        Targets targets,
        Optional<String> namespace,
        boolean isEverywhere,
        Optional<LabelSelector> selector,
        Optional<String> from,
        Optional<GivenClaim> claim,
        Question.Pins pins,
        List<String> buildNamespaces,
        boolean isStrict,
        boolean withoutLogs,
        Format format,
        boolean isColoured,
        Duration timeout,
        Optional<Duration> requestTimeout,
        Optional<Transport> transport,
        Connection connection,
        String calledAs) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /// A claim, before anybody knows what time it is in the cluster.
    record GivenClaim(
            Optional<String> platform, Optional<Times.When> madeAt, Optional<String> message) {}

    static CheckRequest of(Given given, Surroundings surroundings) throws Refusal {
        Targets targets = Targets.parse(given.words());
        boolean isEverywhere = given.has("--all-namespaces");
        refuseContradictions(given, targets, isEverywhere);
        if (given.has("--from")) {
            Connecting.refuseWith("--from judges a recording", given);
            if (given.has("--transport")) {
                throw Refusal.usage(
                        "--transport says how to reach a cluster, and --from judges a recording;"
                                + " leave one out");
            }
        }
        Optional<String> requestTimeout = given.value("--request-timeout");
        return new CheckRequest(
                targets,
                namespace(given),
                isEverywhere,
                selector(given),
                given.value("--from"),
                claim(given, surroundings),
                pins(given),
                buildNamespaces(given),
                given.has("--strict"),
                given.has("--no-logs"),
                Format.ofCheck(given),
                Colour.isWanted(given, surroundings),
                given.has("--timeout")
                        ? Times.positive("--timeout", given.value("--timeout").orElse(""))
                        : TIMEOUT,
                requestTimeout.isPresent()
                        ? Times.requestTimeout(requestTimeout.get())
                        : Optional.empty(),
                transport(given),
                Connecting.connection(given),
                surroundings.invokedAs());
    }

    private static void refuseContradictions(Given given, Targets targets, boolean isEverywhere)
            throws Refusal {
        boolean isNamed = targets instanceof Targets.Named || targets instanceof Targets.Bare;
        if (isNamed && isEverywhere) {
            throw Refusal.usage(
                    "a name is looked for in one namespace; write -n NAMESPACE instead of -A");
        }
        if (isNamed && given.has("--selector")) {
            throw Refusal.usage("-l selects among many, and a name was given; leave one out");
        }
        boolean isOne =
                targets instanceof Targets.Bare
                        || targets instanceof Targets.Named(var named) && named.size() == 1;
        for (String flag : List.of("--digest", "--container")) {
            if (!isOne && given.has(flag)) {
                throw Refusal.usage(flag + " is about one workload; write TYPE/NAME");
            }
        }
        if (!isOne && given.values("--build").stream().anyMatch(build -> !build.equals("none"))) {
            throw Refusal.usage("--build is about one workload; write TYPE/NAME");
        }
        for (String flag : List.of("--claimed-at", "--claim-message", "--platform")) {
            if (!isNamed && given.has(flag)) {
                throw Refusal.usage(
                        flag + " is about what a platform reported as failed; write its TYPE/NAME");
            }
        }
    }

    private static Optional<String> namespace(Given given) throws Refusal {
        Optional<String> namespace = given.value("--namespace");
        if (namespace.isPresent()) {
            return Optional.of(namespaceName("-n", namespace.get()));
        }
        return namespace;
    }

    private static String namespaceName(String flag, String name) throws Refusal {
        boolean isName =
                name.length() <= 63
                        && !name.isEmpty()
                        && !name.startsWith("-")
                        && !name.endsWith("-")
                        && name.chars()
                                .allMatch(
                                        c ->
                                                c >= 'a' && c <= 'z'
                                                        || c >= '0' && c <= '9'
                                                        || c == '-');
        if (!isName) {
            throw Refusal.usage(
                    flag
                            + " "
                            + Text.quoted(name)
                            + " cannot be a namespace; names are small letters, digits and -");
        }
        return name;
    }

    private static List<String> buildNamespaces(Given given) throws Refusal {
        List<String> names = new ArrayList<>();
        for (String name : given.values("--build-namespace")) {
            names.add(namespaceName("--build-namespace", name));
        }
        return names;
    }

    private static Optional<LabelSelector> selector(Given given) throws Refusal {
        Optional<String> selector = given.value("--selector");
        return selector.isPresent()
                ? Optional.of(LabelSelector.parse(selector.get()))
                : Optional.empty();
    }

    private static Optional<GivenClaim> claim(Given given, Surroundings surroundings)
            throws Refusal {
        if (!given.has("--claimed-at")
                && !given.has("--claim-message")
                && !given.has("--platform")) {
            return Optional.empty();
        }
        Optional<String> claimedAt = given.value("--claimed-at");
        return Optional.of(
                new GivenClaim(
                        given.value("--platform"),
                        claimedAt.isPresent()
                                ? Optional.of(Times.claimed(claimedAt.get(), surroundings.zone()))
                                : Optional.empty(),
                        given.value("--claim-message")));
    }

    private static Question.Pins pins(Given given) throws Refusal {
        List<String> builds = given.values("--build");
        boolean noBuild = builds.contains("none");
        if (noBuild && builds.size() > 1) {
            throw Refusal.usage("--build none says that there was no build; leave the others out");
        }
        List<NamedBuild> named = new ArrayList<>();
        for (String build : noBuild ? List.<String>of() : builds) {
            named.add(build(build));
        }
        Optional<Digest> digest = given.value("--digest").flatMap(Digest::parse);
        if (given.has("--digest") && digest.isEmpty()) {
            throw Refusal.usage(
                    "--digest "
                            + Text.quoted(given.value("--digest").orElse(""))
                            + " is not a digest; write sha256: and 64 hexadecimal digits");
        }
        return new Question.Pins(
                named,
                noBuild,
                digest,
                given.value("--container"),
                patience(given, "--patience"),
                patience(given, "--build-patience"));
    }

    private static Optional<Duration> patience(Given given, String flag) throws Refusal {
        Optional<String> text = given.value(flag);
        return text.isPresent() ? Optional.of(Times.positive(flag, text.get())) : Optional.empty();
    }

    /// `[CONTAINER=][TYPE/]NAME`.
    private static NamedBuild build(String text) throws Refusal {
        int equals = text.indexOf('=');
        Optional<String> container =
                equals < 0 ? Optional.empty() : Optional.of(text.substring(0, equals));
        String build = text.substring(equals + 1);
        int slash = build.indexOf('/');
        String type = slash < 0 ? "job" : build.substring(0, slash);
        String name = build.substring(slash + 1);
        if (name.isEmpty() || name.contains("/") || container.filter(String::isEmpty).isPresent()) {
            throw Refusal.usage(
                    "--build "
                            + Text.quoted(text)
                            + " is not [CONTAINER=][TYPE/]NAME; write it like build-shop,"
                            + " job/build-shop or app=build-shop, or none");
        }
        Kind kind =
                Kind.parse(type)
                        .filter(k -> k == Kind.JOB || k == Kind.POD)
                        .orElseThrow(
                                () ->
                                        Refusal.usage(
                                                "--build "
                                                        + Text.quoted(text)
                                                        + " names no kind of build; those are job"
                                                        + " and pod"));
        return new NamedBuild(container, kind.word(), Targets.name(name));
    }

    private static Optional<Transport> transport(Given given) throws Refusal {
        Optional<String> text = given.value("--transport");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (text.get()) {
            case "kubectl" -> Optional.of(Transport.KUBECTL);
            case "client" -> Optional.of(Transport.CLIENT);
            default ->
                    throw Refusal.usage(
                            "--transport "
                                    + Text.quoted(text.get())
                                    + " is not known; take kubectl or client");
        };
    }
}
