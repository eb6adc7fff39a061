/// Gathers the evidence for a question: which looks it takes, all of them side by side under one
/// deadline, and what they saw. It knows what is where, and nothing of what it will prove.
@NullMarked
package dev.verdict.looks;

import org.jspecify.annotations.NullMarked;
