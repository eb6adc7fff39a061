package dev.verdict.testbed;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Gives a test the [RecordedCluster], one for the whole run. Where there can be none the test is
/// left out, or fails if `VERDICT_TESTBED=required` is set.
public final class OnRecordedCluster implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(OnRecordedCluster.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> whyNot = Programs.whyNot().filter(_ -> !Programs.isRequired());
        whyNot.filter(_ -> context.getTestMethod().isEmpty())
                .ifPresent(why -> LeftOut.in(context, why).add(context.getRequiredTestClass()));
        return whyNot.map(why -> ConditionEvaluationResult.disabled("no real cluster: " + why))
                .orElseGet(() -> ConditionEvaluationResult.enabled("a real cluster"));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RecordedCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(RecordedCluster.class, _ -> started(), RecordedCluster.class);
    }

    private static RecordedCluster started() {
        try {
            return RecordedCluster.ofItsOwn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
