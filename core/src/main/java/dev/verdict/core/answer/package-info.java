/// The three answers that decide (did the build push, what runs, does the newest revision serve)
/// and the questions behind them.
@NullMarked
package dev.verdict.core.answer;

import org.jspecify.annotations.NullMarked;
