/// What an image builder did, read from its own log: which destinations it pushed, or why it did
/// not.
@NullMarked
package dev.verdict.core.build;

import org.jspecify.annotations.NullMarked;
