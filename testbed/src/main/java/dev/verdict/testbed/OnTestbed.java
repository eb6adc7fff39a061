package dev.verdict.testbed;

import static java.util.Objects.requireNonNull;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// Gives a test the [RecordedCluster] or the [RealCluster], one of each for the whole run. Where
/// there can be none the test is left out, or fails if `VERDICT_TESTBED=required` is set.
public final class OnTestbed implements ExecutionCondition, ParameterResolver {
    private static final ExtensionContext.Namespace OURS =
            ExtensionContext.Namespace.create(OnTestbed.class);

    private interface Start {
        AutoCloseable in(Programs programs) throws IOException;
    }

    private static final Map<Class<?>, Start> STARTS =
            Map.of(
                    RecordedCluster.class,
                    RecordedCluster::start,
                    RealCluster.class,
                    RealCluster::start);

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
        return STARTS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(parameter.getParameter().getType(), OnTestbed::started);
    }

    private static Object started(Class<?> type) {
        try {
            return requireNonNull(STARTS.get(type)).in(Programs.ofCheckout());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
