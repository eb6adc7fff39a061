/// One look: a GET, its pages, and what came back as an observation. Whatever goes wrong on the way
/// is a gap with its reason; nothing here throws for what the world does.
@NullMarked
package dev.verdict.looks.asking;

import org.jspecify.annotations.NullMarked;
