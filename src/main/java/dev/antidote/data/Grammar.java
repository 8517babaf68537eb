package dev.antidote.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A context-free grammar of short texts, written as lines: {@code [rule]} opens a rule, each line below it is one of its
 * templates, {@code #} starts a comment line. In a template {@code {rule}} stands for any of that rule's templates,
 * {@code {rule?}} for one or nothing, and {@code {this|that|}} for one of the pieces between the bars.
 */
final class Grammar {
    private static final int MAX_DEPTH = 12;
    private static final Pattern GAP = Pattern.compile("\\s+(?=[\\s,])|^\\s+|\\s+$");

    private final Map<String, List<Template>> rules;

    private Grammar(Map<String, List<Template>> rules) {
        this.rules = rules;
    }

    /** Parses lines; throws {@link IllegalArgumentException} for an empty, repeated or unknown rule. */
    static Grammar parse(List<String> lines) {
        Map<String, List<Template>> rules = new TreeMap<>();
        String rule = "";
        for (String raw : lines) {
            String line = raw.strip();
            if (line.startsWith("[") && line.endsWith("]")) {
                rule = line.substring(1, line.length() - 1);
                if (rules.put(rule, new ArrayList<>()) != null) {
                    throw new IllegalArgumentException("grammar: rule [" + rule + "] occurs twice");
                }
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                templates(rules, rule).add(Template.parse(line));
            }
        }
        Grammar grammar = new Grammar(rules);
        grammar.check();
        return grammar;
    }

    private static List<Template> templates(Map<String, List<Template>> rules, String rule) {
        List<Template> templates = rules.get(rule);
        if (templates == null) {
            throw new IllegalArgumentException("grammar: there is no rule [" + rule + "]");
        }
        return templates;
    }

    private void check() {
        rules.forEach((name, templates) -> {
            if (templates.isEmpty()) {
                throw new IllegalArgumentException("grammar: rule [" + name + "] is empty");
            }
            templates.stream().flatMap(Template::references).forEach(reference -> {
                if (!rules.containsKey(reference)) {
                    throw new IllegalArgumentException(
                            "grammar: rule [" + name + "] names the unknown rule [" + reference + "]");
                }
            });
        });
    }

    /** The rules by name, sorted. */
    Set<String> names() {
        return rules.keySet();
    }

    /** The rules that can be reached from these, themselves included. */
    Set<String> reachable(Set<String> starts) {
        Set<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(starts);
        while (!open.isEmpty()) {
            String name = open.remove(open.size() - 1);
            if (reached.add(name)) {
                rules.getOrDefault(name, List.of()).stream()
                        .flatMap(Template::references)
                        .forEach(open::add);
            }
        }
        return reached;
    }

    /** Writes one text of a rule; white space is made single. */
    String expand(String rule, Random random) {
        StringBuilder text = new StringBuilder();
        write(rule, random, text, 0);
        return GAP.matcher(text).replaceAll("");
    }

    private void write(String rule, Random random, StringBuilder out, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("grammar: rule [" + rule + "] refers to itself");
        }
        List<Template> templates = templates(rules, rule);
        Template template = templates.get(random.nextInt(templates.size()));
        template.write(random, out, (inner, text) -> write(inner, random, text, depth + 1));
    }
}
