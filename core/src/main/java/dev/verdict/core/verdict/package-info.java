/// The seven verdicts and the table that chooses among them.
@NullMarked
package dev.verdict.core.verdict;

import org.jspecify.annotations.NullMarked;
