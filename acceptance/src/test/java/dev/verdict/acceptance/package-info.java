/// What needs everything: scenarios, architecture rules, black box, docs in step with code.
@NullMarked
package dev.verdict.acceptance;

import org.jspecify.annotations.NullMarked;
