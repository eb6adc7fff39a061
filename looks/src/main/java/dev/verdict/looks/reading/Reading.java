package dev.verdict.looks.reading;

import dev.verdict.looks.json.Field;
import dev.verdict.looks.json.Sharing;

/// How an object of one kind is read.
@FunctionalInterface
public interface Reading<T> {
    /// Translates one object.
    ///
    /// @throws dev.verdict.looks.json.Misread where the object is not what the API writes
    T read(Field object, Sharing sharing);
}
