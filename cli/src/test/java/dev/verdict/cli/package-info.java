/// The command, run in this process.
@NullMarked
package dev.verdict.cli;

import org.jspecify.annotations.NullMarked;
