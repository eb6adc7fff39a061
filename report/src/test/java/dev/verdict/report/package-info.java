/// Tests of what people and machines read.
@NullMarked
package dev.verdict.report;

import org.jspecify.annotations.NullMarked;
