package dev.verdict.looks.json;

import java.util.List;
import java.util.SequencedMap;

/// A JSON value.
public sealed interface Json {
    record Fields(SequencedMap<String, Json> byName) implements Json {}

    record Items(List<Json> items) implements Json {}

    record Text(String value) implements Json {}

    /// As written; nobody rounds it on the way.
    record Digits(String written) implements Json {}

    record Truth(boolean value) implements Json {}

    /// Written as `null`, or not written.
    record Nothing() implements Json {}

    Nothing NOTHING = new Nothing();
    Truth TRUE = new Truth(true);
    Truth FALSE = new Truth(false);
}
