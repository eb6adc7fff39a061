package dev.verdict.core.build;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The words of a shell's script, as far as people wrap a builder in one: quotes, `\`, `;`, `|`,
/// `&` and variables of the container's environment. Nothing is executed.
final class ShellWords {
    private static final String END = "\u0000";

    private ShellWords() {}

    /// The arguments of every call of a program whose path ends in `/program` or is it.
    static List<String> argumentsOf(String program, String script, Map<String, String> env) {
        List<String> arguments = new ArrayList<>();
        boolean called = false;
        for (String word : split(script)) {
            if (word.equals(END)) {
                called = false;
            } else if (called) {
                arguments.add(variables(word, env));
            } else if (word.equals(program) || word.endsWith("/" + program)) {
                called = true;
            }
        }
        return arguments;
    }

    private static List<String> split(String script) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < script.length(); i++) {
            char c = script.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < script.length();
            if (escapes && script.charAt(i + 1) == '\n') {
                i++;
            } else if (escapes) {
                word.append(script.charAt(++i));
                begun = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                begun = true;
            } else if (" \t\r\n;|&<>()".indexOf(c) >= 0) {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
                if ("\n;|&".indexOf(c) >= 0) {
                    words.add(END);
                }
            } else {
                word.append(c);
                begun = true;
            }
            if (c == '$' && i + 1 < script.length() && script.charAt(i + 1) == '(') {
                word.append('(');
                i++;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    private static String variables(String word, Map<String, String> env) {
        String braced = expand(word, env, '{', '}');
        if (!braced.contains("$")) {
            return braced;
        }
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < braced.length(); i++) {
            int end = i + 1;
            while (end < braced.length()
                    && (Character.isLetterOrDigit(braced.charAt(end))
                            || braced.charAt(end) == '_')) {
                end++;
            }
            String name = braced.substring(Math.min(i + 1, braced.length()), end);
            if (braced.charAt(i) == '$' && env.containsKey(name)) {
                expanded.append(env.get(name));
                i = end - 1;
            } else {
                expanded.append(braced.charAt(i));
            }
        }
        return expanded.toString();
    }

    /// Replaces `$(NAME)`, or what the brackets say, by the variable where the environment has it.
    static String expand(String text, Map<String, String> env, char open, char close) {
        StringBuilder expanded = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            boolean opens =
                    text.charAt(i) == '$' && i + 1 < text.length() && text.charAt(i + 1) == open;
            int end = opens ? text.indexOf(close, i + 2) : -1;
            @Nullable String value = end < 0 ? null : env.get(text.substring(i + 2, end));
            if (value == null) {
                expanded.append(text.charAt(i));
            } else {
                expanded.append(value);
                i = end;
            }
        }
        return expanded.toString();
    }
}
