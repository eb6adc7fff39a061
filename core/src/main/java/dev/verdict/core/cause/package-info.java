/// The recognised reasons of a verdict: one word each, and the tables that find them in messages.
@NullMarked
package dev.verdict.core.cause;

import org.jspecify.annotations.NullMarked;
