/// The command and kubectl plugin.
@NullMarked
package dev.verdict.cli;

import org.jspecify.annotations.NullMarked;
