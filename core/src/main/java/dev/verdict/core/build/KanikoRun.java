package dev.verdict.core.build;

import dev.verdict.core.image.ImageReference;
import dev.verdict.core.image.Repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a pod's spec tells Kaniko to do, as far as it changes what its log means. See [its
/// flags](https://github.com/GoogleContainerTools/kaniko/blob/v1.24.0/cmd/executor/cmd/root.go).
///
/// @param destinations in the order of the arguments, which is the order of the pushes
/// @param cacheRepository `--cache-repo` where it names one
/// @param cacheConfigured layers may be pushed beside the image
/// @param noPush told to push nothing
/// @param quiet told to log less than usual, so that silence says nothing
/// @param known false where nobody knows the arguments: then what the log pushes is a destination
public record KanikoRun(
        List<ImageReference> destinations,
        Optional<Repository> cacheRepository,
        boolean cacheConfigured,
        boolean noPush,
        boolean quiet,
        boolean known) {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> QUIET = Set.of("warn", "warning", "error", "fatal", "panic");

    /// Flags without a value, as far as a word after them could be mistaken for theirs.
    private static final Set<String> SWITCHES =
            Set.of("--cache", "--no-push", "--dryrun", "--no-push-cache");

    public KanikoRun {
        destinations = List.copyOf(destinations);
    }

    /// Nobody knows the arguments, as with a log read from a file.
    public static KanikoRun unknown() {
        return new KanikoRun(List.of(), Optional.empty(), false, false, false, false);
    }

    /// Only the destinations are known, as given by a person.
    public static KanikoRun to(List<ImageReference> destinations) {
        return new KanikoRun(destinations, Optional.empty(), false, false, false, true);
    }

    /// Reads a container's command, arguments and environment. `$(NAME)` is replaced as the kubelet
    /// does it; in a shell's script the executor's calls are looked for.
    public static KanikoRun parse(
            List<String> command, List<String> args, Map<String, String> env) {
        List<String> given = new ArrayList<>(command);
        given.addAll(args);
        List<String> words = new ArrayList<>();
        for (String word : given) {
            String expanded = ShellWords.expand(word, env, '(', ')');
            if (expanded.contains("executor")
                    && expanded.strip().contains(" ")
                    && !expanded.startsWith("-")) {
                words.addAll(ShellWords.argumentsOf("executor", expanded, env));
            } else {
                words.add(expanded);
            }
        }
        return read(words, env);
    }

    private static KanikoRun read(List<String> words, Map<String, String> env) {
        List<ImageReference> destinations = new ArrayList<>();
        Optional<Repository> cacheRepository = Optional.empty();
        boolean cache = false;
        boolean quiet = false;
        boolean noPush = TRUE.contains(env.getOrDefault("KANIKO_NO_PUSH", ""));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int equals = word.startsWith("-") ? word.indexOf('=') : -1;
            String flag = equals < 0 ? word : word.substring(0, equals);
            boolean takesNext = equals < 0 && !SWITCHES.contains(flag) && i + 1 < words.size();
            String value =
                    equals >= 0
                            ? word.substring(equals + 1)
                            : takesNext ? words.get(i + 1) : "true";
            switch (flag) {
                case "--destination", "-d" -> {
                    for (String one : value.split(",", -1)) {
                        ImageReference.parse(one.strip()).ifPresent(destinations::add);
                    }
                }
                case "--cache-repo" -> {
                    cache = true;
                    cacheRepository = ImageReference.parse(value).map(ImageReference::repository);
                }
                case "--cache" -> cache |= TRUE.contains(value);
                case "--no-push", "--dryrun" -> noPush = TRUE.contains(value);
                case "--verbosity", "-v" -> quiet = QUIET.contains(value);
                default -> {
                    if (flag.startsWith("-d") && !flag.startsWith("--") && flag.length() > 2) {
                        ImageReference.parse(word.substring(2)).ifPresent(destinations::add);
                    }
                }
            }
        }
        return new KanikoRun(destinations, cacheRepository, cache, noPush, quiet, true);
    }

    /// The destination that a `Pushing image to` names.
    Optional<ImageReference> destinationOf(ImageReference named) {
        return destinations.stream()
                .filter(d -> d.isSameTagAs(named) || d.text().equals(named.text()))
                .findFirst();
    }
}
