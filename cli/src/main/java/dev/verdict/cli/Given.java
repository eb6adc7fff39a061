package dev.verdict.cli;

import picocli.CommandLine.ParseResult;

import java.util.List;
import java.util.Optional;

/// The flags and words of one command, as given.
final class Given {
    private final ParseResult parsed;

    Given(ParseResult parsed) {
        this.parsed = parsed;
    }

    List<String> words() {
        return parsed.matchedPositionalValue(0, List.<String>of());
    }

    boolean has(String name) {
        return parsed.hasMatchedOption(name);
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(parsed.matchedOptionValue(name, null));
    }

    List<String> values(String name) {
        return parsed.matchedOptionValue(name, List.<String>of());
    }
}
