/// JSON as it comes from the cluster: one item at a time, skipping what nobody reads, with fields
/// that say where they stood when they turn out to be something else.
@NullMarked
package dev.verdict.looks.json;

import org.jspecify.annotations.NullMarked;
