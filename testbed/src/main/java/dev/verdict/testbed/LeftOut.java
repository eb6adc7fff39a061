package dev.verdict.testbed;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

import java.util.concurrent.atomic.AtomicInteger;

/// How many tests were left out for want of a real cluster. Says so as the last line of a run: a
/// green run without them is no proof.
final class LeftOut implements AutoCloseable {
    private final AtomicInteger tests = new AtomicInteger();
    private final String why;

    private LeftOut(String why) {
        this.why = why;
    }

    /// The one of the whole run.
    static LeftOut in(ExtensionContext context, String why) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(LeftOut.class))
                .computeIfAbsent(LeftOut.class, _ -> new LeftOut(why), LeftOut.class);
    }

    void add(Class<?> testClass) {
        tests.addAndGet(
                AnnotationSupport.findAnnotatedMethods(
                                testClass, Testable.class, HierarchyTraversalMode.TOP_DOWN)
                        .size());
    }

    @Override
    public void close() {
        System.out.println(
                "Left out: " + tests + " test methods that need a real cluster (" + why + ").");
    }
}
