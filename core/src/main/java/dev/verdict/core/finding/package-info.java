/// What a judgement rests on: facts with their sources, and trouble with its cause.
@NullMarked
package dev.verdict.core.finding;

import org.jspecify.annotations.NullMarked;
