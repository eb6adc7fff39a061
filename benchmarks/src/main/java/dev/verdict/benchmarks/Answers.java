package dev.verdict.benchmarks;

import java.io.PrintStream;

/// What is printed.
record Answers(PrintStream out) {
    void line(String text) {
        out.println(text);
        out.flush();
    }
}
